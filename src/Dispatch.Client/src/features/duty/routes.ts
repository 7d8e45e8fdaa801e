import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/duty',
    component: () => import('./DutyPage.vue'),
    meta: { messages: ['duty'], title: 'duty.title', roles: ['Counsellor', 'Coordinator', 'StationHead'] },
  },
]
