import { computed, ref, watch } from 'vue'
import { del, get, post, Refusal, whenSessionIsLost } from '@/shared/api/http'
import type { Role, SessionView } from '@/shared/api/types'
import { remembered } from '@/shared/remembered'

/** Who is signed in on this browser; null: nobody. */
export const session = ref<SessionView | null>(null)

const lastKnown = remembered<SessionView | null>('session', null)
watch(session, (now) => (lastKnown.value = now), { flush: 'sync' })

export const staffRoles: Role[] = ['Coordinator', 'StationHead', 'Admin']
export const isStaff = computed(() => session.value !== null && staffRoles.includes(session.value.role))

whenSessionIsLost(() => (session.value = null))

/**
 * Asks the server who is signed in. While it cannot be reached, whoever was signed in last stays so on this device: a volunteer who
 * opens the page in a dead spot is not sent away, and the server still judges every call.
 */
export async function loadSession(): Promise<void> {
  session.value = await get<SessionView | null>('/api/session', { attempts: 1 }).catch((error: unknown) =>
    error instanceof Refusal && error.status < 500 ? null : lastKnown.value,
  )
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
