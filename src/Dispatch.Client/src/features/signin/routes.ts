import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/signin', component: () => import('./SignInPage.vue'), meta: { messages: ['signin'], title: 'signin.title' } },
]
