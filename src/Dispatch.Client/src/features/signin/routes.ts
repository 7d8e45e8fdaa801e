import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/signin', component: () => import('./SignInPage.vue'), meta: { messages: ['signin'], title: 'signin.title' } },
  {
    path: '/signin/second-factor',
    component: () => import('./EnrolPage.vue'),
    meta: { messages: ['signin', 'account'], title: 'signin.enrol.title' },
  },
]
