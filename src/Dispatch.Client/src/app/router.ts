import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Role } from '@/shared/api/types'
import { i18n, loadMessages } from '@/shared/i18n'
import { session } from '@/shared/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Locale files the page needs beyond common and refusals. */
    messages?: string[]
    /** Roles that may enter; none given: everyone, signed in or not. */
    roles?: Role[]
    /** Key of the page's title. */
    title?: string
    /** The page draws the whole screen itself, without the shell's bar. */
    bare?: boolean
  }
}

const features = import.meta.glob<{ routes: RouteRecordRaw[] }>('../features/*/routes.ts', { eager: true })

export const router = createRouter({
  history: createWebHistory(),
  routes: Object.values(features).flatMap((feature) => feature.routes),
})

router.beforeEach(async (to) => {
  await loadMessages(...to.matched.flatMap((part) => part.meta.messages ?? []))
  const roles = to.meta.roles
  if (roles && !(session.value && roles.includes(session.value.role))) {
    return { path: '/signin', query: { next: to.fullPath } }
  }
})

router.afterEach((to) => {
  const { t } = i18n.global
  document.title = to.meta.title ? `${t(to.meta.title)} · ${t('common.product')}` : t('common.product')
})
