import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/drill',
    component: () => import('./DrillPage.vue'),
    meta: { messages: ['drill'], title: 'drill.title', roles: ['StationHead', 'Admin'] },
  },
]
