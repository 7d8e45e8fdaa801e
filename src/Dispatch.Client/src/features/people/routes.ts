import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/people',
    component: () => import('./PeoplePage.vue'),
    meta: { messages: ['people'], title: 'people.title', roles: ['Coordinator', 'StationHead', 'Admin'] },
  },
  {
    path: '/people/qualifications',
    component: () => import('./QualificationsPage.vue'),
    meta: { messages: ['people'], title: 'people.qualify.heading', roles: ['StationHead'] },
  },
  {
    path: '/people/agreements',
    component: () => import('./AgreementsPage.vue'),
    meta: { messages: ['people'], title: 'people.agreements.heading', roles: ['StationHead', 'Admin'] },
  },
]
