import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/:rest(.*)*', component: () => import('./MissingPage.vue'), meta: { messages: ['home'], title: 'home.missing.title' } },
]
