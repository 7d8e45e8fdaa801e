import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/ops', component: () => import('./OpsPage.vue'), meta: { messages: ['ops'], title: 'ops.title', roles: ['Admin'] } },
]
