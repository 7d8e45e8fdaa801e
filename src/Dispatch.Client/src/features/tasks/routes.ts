import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/tasks',
    component: () => import('./TasksPage.vue'),
    meta: { messages: ['tasks'], title: 'tasks.page', roles: ['Volunteer', 'Counsellor'] },
  },
]
