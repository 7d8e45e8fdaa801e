import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '@/shared/api/types'

const roles: Role[] = ['Counsellor', 'Coordinator', 'StationHead']

export const routes: RouteRecordRaw[] = [
  { path: '/incidents', component: () => import('./IncidentsPage.vue'), meta: { messages: ['incident'], title: 'incident.title', roles } },
  { path: '/incidents/:id', component: () => import('./IncidentPage.vue'), props: true, meta: { messages: ['incident'], title: 'incident.one', roles } },
]
