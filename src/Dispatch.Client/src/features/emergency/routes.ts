import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/emergency/:id',
    component: () => import('./EmergencyPage.vue'),
    props: true,
    meta: { messages: ['emergency'], title: 'emergency.title', roles: ['Counsellor', 'Coordinator', 'StationHead', 'Admin'] },
  },
]
