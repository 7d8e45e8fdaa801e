import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/cases',
    component: () => import('./CasesPage.vue'),
    meta: { messages: ['tasks', 'cases'], title: 'cases.page', roles: ['Counsellor'] },
  },
]
