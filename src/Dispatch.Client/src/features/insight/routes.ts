import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/insight',
    component: () => import('./InsightPage.vue'),
    meta: { messages: ['insight'], title: 'insight.title', roles: ['Coordinator', 'StationHead', 'Admin'] },
  },
]
