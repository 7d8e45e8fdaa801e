import { shallowRef } from 'vue'
import type { ChatStir } from '@/shared/api/chatTypes'

/** What was stirred since it was last looked at, by request. Held while the app is open. */
export const stirred = shallowRef<ReadonlyMap<string, ChatStir>>(new Map())

/** A graver reason is not covered by a later message. */
export function stir(requestId: string, what: ChatStir): void {
  if (what === 'Message' && stirred.value.has(requestId)) return
  stirred.value = new Map([...stirred.value, [requestId, what]])
}

export function calm(requestId: string): void {
  if (!stirred.value.has(requestId)) return
  stirred.value = new Map([...stirred.value].filter(([id]) => id !== requestId))
}
