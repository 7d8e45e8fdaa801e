import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/cases',
    component: () => import('./CasesPage.vue'),
    meta: { messages: ['tasks', 'cases', 'care', 'chat'], title: 'cases.page', roles: ['Counsellor'] },
  },
  {
    path: '/cases/:id',
    component: () => import('./CasePage.vue'),
    meta: { messages: ['care'], title: 'care.page', roles: ['Counsellor', 'StationHead'] },
  },
  {
    path: '/files',
    component: () => import('./FilesPage.vue'),
    meta: { messages: ['care'], title: 'care.files.page', roles: ['Coordinator', 'StationHead'] },
  },
  {
    path: '/files/:id',
    component: () => import('./FilePage.vue'),
    meta: { messages: ['care'], title: 'care.files.page', roles: ['Coordinator', 'StationHead'] },
  },
  {
    path: '/care',
    component: () => import('./CarePage.vue'),
    meta: { messages: ['care'], title: 'care.page', roles: ['Counsellor', 'StationHead'] },
  },
]
