import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/account',
    component: () => import('./AccountPage.vue'),
    meta: { messages: ['account', 'signin'], title: 'account.title', roles: ['Volunteer', 'Counsellor', 'Coordinator', 'StationHead', 'Admin'] },
  },
  { path: '/welcome', component: () => import('./WelcomePage.vue'), meta: { messages: ['account'], title: 'account.welcome.title' } },
]
