import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/join', component: () => import('./JoinPage.vue'), meta: { messages: ['join'], title: 'join.title' } },
]
