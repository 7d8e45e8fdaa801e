import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/unit', component: () => import('./UnitPage.vue'), meta: { messages: ['emergency'], title: 'emergency.unit.title' } }]
