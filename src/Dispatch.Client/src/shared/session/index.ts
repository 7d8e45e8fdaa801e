import { computed, ref } from 'vue'
import { del, get, post, whenSessionIsLost } from '@/shared/api/http'
import type { Role, SessionView } from '@/shared/api/types'

/** Who is signed in on this browser; null: nobody. */
export const session = ref<SessionView | null>(null)

export const staffRoles: Role[] = ['Coordinator', 'StationHead', 'Admin']
export const isStaff = computed(() => session.value !== null && staffRoles.includes(session.value.role))

whenSessionIsLost(() => (session.value = null))

/** Asks the server who is signed in. A server that cannot be reached leaves the page usable for residents. */
export async function loadSession(): Promise<void> {
  session.value = await get<SessionView | null>('/api/session', { attempts: 1 }).catch(() => null)
}

export async function signIn(account: string, password: string): Promise<SessionView> {
  const view = await post<SessionView>('/api/session', { account, password }, { attempts: 1 })
  session.value = view
  return view
}

export async function signOut(): Promise<void> {
  await del('/api/session')
  session.value = null
}

/** The front door of a role. */
export function doorOf(role: Role): string {
  switch (role) {
    case 'Volunteer':
      return '/tasks'
    case 'Counsellor':
      return '/cases'
    case 'Resident':
      return '/help'
    default:
      return '/board'
  }
}
