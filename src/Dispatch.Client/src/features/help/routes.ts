import type { RouteRecordRaw } from 'vue-router'

/** The residents' door: nobody signs in, and the page draws the whole screen itself. */
export const routes: RouteRecordRaw[] = [
  { path: '/help', component: () => import('./HelpPage.vue'), meta: { messages: ['help', 'chat', 'screening'], title: 'help.page', bare: true } },
]
