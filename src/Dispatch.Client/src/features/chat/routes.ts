import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/chat/:id',
    component: () => import('./ChatPage.vue'),
    meta: { messages: ['chat', 'screening'], title: 'chat.page', roles: ['Counsellor'] },
  },
]
