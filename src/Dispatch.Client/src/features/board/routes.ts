import type { RouteRecordRaw } from 'vue-router'
import { staffRoles } from '@/shared/session'

export const routes: RouteRecordRaw[] = [
  {
    path: '/board',
    component: () => import('./BoardPage.vue'),
    meta: { messages: ['board', 'screening'], roles: staffRoles, title: 'board.title', bare: true },
  },
]
