import { computed, ref, watch } from 'vue'
import { del, get, post, Refusal, whenSessionIsLost } from '@/shared/api/http'
import type { HalfView } from '@/shared/api/accountTypes'
import type { Role, SessionView } from '@/shared/api/types'
import { remembered } from '@/shared/remembered'
import { usePasskey } from './passkey'

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

export function signIn(account: string, password: string): Promise<SessionView> {
  return open('/api/session', { account, password })
}

/** With a code that the station read out. */
export function signInByCode(account: string, code: string): Promise<SessionView> {
  return open('/api/session/code', { account, code })
}

export function giveSecondFactor(factor: { code: string } | { recoveryCode: string }): Promise<SessionView> {
  return open('/api/session/second', factor)
}

/** With a passkey of this device; null: none was chosen. While the name is typed when a signal to stop is given. */
export async function signInByPasskey(whileTyping?: AbortSignal): Promise<SessionView | null> {
  const options = await post<Record<string, unknown>>('/api/session/passkey/options', {}, { attempts: 1 })
  const credential = await usePasskey(options, whileTyping)
  return credential && open('/api/session/passkey', { credential })
}

/** A sign-in that waits for its second factor; null: none. */
export function halfSignIn(): Promise<HalfView | null> {
  return get<HalfView | null>('/api/session/half')
}

async function open(path: string, body: unknown): Promise<SessionView> {
  const view = await post<SessionView>(path, body, { attempts: 1 })
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
