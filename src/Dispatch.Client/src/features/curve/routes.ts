import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/curve',
    component: () => import('./CurvePage.vue'),
    meta: { messages: ['curve'], title: 'curve.title', roles: ['Counsellor', 'StationHead'] },
  },
]
