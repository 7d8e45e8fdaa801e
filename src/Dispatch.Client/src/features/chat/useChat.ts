import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { ChatBell, ChatMessage, ChatReceipt, ChatSide, ChatView } from '@/shared/api/chatTypes'
import { get, newActionKey, post, Refusal } from '@/shared/api/http'
import { liveState, onResync } from '@/shared/live/hub'
import { session } from '@/shared/session'
import { fold, stillWaiting, tidy, tryAgainMs, type Waiting } from './chat'

/** From which side, and by what way, a chat is entered. */
export interface Door {
  side: Exclude<ChatSide, 'Product'>
  path: string
  /** The resident's case code. */
  code?: string
  bells: (rang: (bell: ChatBell) => void) => () => void
  typing: () => void
}

const pollMs = 4_000
/** Bells are best effort, so even a live page asks now and then. */
const livePollMs = 30_000
const typingShownMs = 5_000
const typingEveryMs = 3_000

/** Kept while the app is open, also when the page is left; never written to the device. */
const outboxes = new Map<string, Waiting[]>()

/** Whoever signs in next on this device must neither see nor send what another had written; a resident's words hang on the case code, not on a session. */
let writer: string | undefined
watch(
  () => session.value?.account,
  (account) => {
    if (!account || account === writer) return
    writer = account
    for (const key of outboxes.keys()) if (key.endsWith(' ')) outboxes.delete(key)
  },
  { flush: 'sync', immediate: true },
)

/** One side of a chat: REST is the truth, asked from the last known number on; the hub only rings. */
export function useChat(door: Door) {
  const lines = shallowRef<ChatMessage[]>([])
  const view = shallowRef<ChatView | null>(null)
  const outboxKey = `${door.path} ${door.code ?? ''}`
  const waiting = shallowRef<Waiting[]>(outboxes.get(outboxKey) ?? [])
  const lost = ref(false)
  const closedTo = ref<string | null>(null)
  const typing = ref(false)
  const danger = ref(false)
  const last = computed(() => lines.value.at(-1)?.number ?? 0)
  let asking: Promise<void> | null = null
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let wake: () => void = () => undefined
  let sending = false
  let ended = false
  let told = 0
  let seen = 0
  let marks = { resident: 0, counsellor: 0 }

  function refresh(): Promise<void> {
    again = true
    asking ??= ask().finally(() => (asking = null))
    return asking
  }

  async function ask(): Promise<void> {
    clearTimeout(timer)
    try {
      while (again) {
        again = false
        const come = await get<ChatView>(`${door.path}?after=${last.value}`, { attempts: 1, code: door.code })
        if (come.messages.some((line) => line.from !== door.side)) typing.value = false
        lines.value = fold(lines.value, come.messages)
        view.value = risen(come)
        keep(stillWaiting(waiting.value, lines.value))
        again ||= come.more
      }
      lost.value = false
      closedTo.value = null
      void tellSeen()
    } catch (error) {
      if (error instanceof Refusal && error.status !== 429 && error.status < 500) closedTo.value = error.code
      else lost.value = true
    }
    if (!ended) timer = setTimeout(() => void refresh(), liveState.value === 'live' && !lost.value ? livePollMs : pollMs)
  }

  /** Marks only rise: an answer that was under way while a bell rang must not take them back. */
  function risen(come: ChatView): ChatView {
    marks = { resident: Math.max(marks.resident, come.seenByResident), counsellor: Math.max(marks.counsellor, come.seenByCounsellor) }
    return { ...come, seenByResident: marks.resident, seenByCounsellor: marks.counsellor }
  }

  function rang(bell: ChatBell): void {
    if (bell.typing !== null) {
      if (bell.typing !== door.side) showTyping()
      return
    }
    const known = view.value
    const rose = bell.seenByResident > marks.resident || bell.seenByCounsellor > marks.counsellor
    marks = { resident: Math.max(marks.resident, bell.seenByResident), counsellor: Math.max(marks.counsellor, bell.seenByCounsellor) }
    if (known && rose) view.value = risen(known)
    if (!rose || bell.last > last.value) void refresh()
  }

  function showTyping(): void {
    typing.value = true
    clearTimeout(typingTimer)
    typingTimer = setTimeout(() => (typing.value = false), typingShownMs)
  }

  /** Only what is on the screen was seen. */
  async function tellSeen(): Promise<void> {
    const upto = last.value
    if (document.hidden || upto <= seen || !lines.value.some((line) => line.number > seen && line.from !== door.side)) return
    seen = upto
    await post(`${door.path}/seen`, { upto }, { attempts: 1, code: door.code }).catch(() => (seen = 0))
  }

  function keep(now: Waiting[]): void {
    waiting.value = now
    outboxes.set(outboxKey, now)
  }

  function send(typed: string): void {
    const text = tidy(typed)
    if (!text) return
    keep([...waiting.value, { id: newActionKey(), text, code: null }])
    void drain()
  }

  /** Sends in order, one after the other, for as long as it takes; the same id over all tries, so that each is there once. */
  async function drain(): Promise<void> {
    if (sending) return
    sending = true
    for (let failures = 0; !ended; ) {
      const next = waiting.value.find((message) => message.code === null)
      if (!next) break
      try {
        const receipt = await post<ChatReceipt>(door.path, { id: next.id, text: next.text }, { attempts: 1, code: door.code })
        failures = 0
        danger.value ||= receipt.danger
        await refresh()
        keep(waiting.value.filter((message) => message.id !== next.id))
      } catch (error) {
        const refused = error instanceof Refusal && error.status < 500 && error.status !== 429 ? error.code : null
        if (refused) keep(waiting.value.map((message) => (message.id === next.id ? { ...message, code: refused } : message)))
        else await pause(tryAgainMs(++failures, error instanceof Refusal ? error.retryAfterSeconds : null))
      }
    }
    sending = false
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const pausing = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(pausing)
        resolve()
      }
    })
  }

  function discard(id: string): void {
    keep(waiting.value.filter((message) => message.id !== id))
  }

  function tellTyping(): void {
    if (Date.now() - told < typingEveryMs) return
    told = Date.now()
    door.typing()
  }

  async function act(deed: string): Promise<void> {
    await post(`${door.path}/${deed}`, {}, { code: door.code })
    await refresh()
  }

  function back(): void {
    wake()
    void refresh()
    void drain()
  }

  const looked = () => void tellSeen()
  const ends = [door.bells(rang), onResync(back)]
  watch(liveState, (now, before) => before === 'live' && now !== 'live' && void refresh())
  window.addEventListener('online', back)
  document.addEventListener('visibilitychange', looked)
  void refresh()
  void drain()
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    clearTimeout(typingTimer)
    wake()
    ends.forEach((end) => end())
    window.removeEventListener('online', back)
    document.removeEventListener('visibilitychange', looked)
  })

  return { side: door.side, lines, view, waiting, lost, closedTo, typing, danger, send, discard, tellTyping, act, refresh }
}

export type Chat = ReturnType<typeof useChat>
