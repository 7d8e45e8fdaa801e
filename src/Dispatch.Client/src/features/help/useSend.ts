import { onScopeDispose, ref } from 'vue'
import { newActionKey, post, Refusal } from '@/shared/api/http'
import type { RequestDraft, Submitted } from '@/shared/api/types'
import { attemptFor, retryAfter, type Attempt } from './attempt'
import { forget, recall, store } from './kept'

export type Sending =
  | { state: 'idle' }
  | { state: 'sending' }
  /** Not answered yet, and tried again at the time given: the same key makes that safe. */
  | { state: 'waiting'; why: 'offline' | 'busy'; at: number }
  | { state: 'refused'; code: string }

const name = 'attempt'

/** Sends a request until the server has answered, through dropped connections and a closed lid. */
export function useSend(sent: (answer: Submitted) => void) {
  const sending = ref<Sending>({ state: 'idle' })
  let attempt = recall<Attempt>(name)
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function send(draft: RequestDraft): Promise<void> {
    attempt = attemptFor(draft, attempt, newActionKey)
    store(name, attempt)
    stopped = false
    failures = 0
    await tryNow()
  }

  async function tryNow(): Promise<void> {
    clearTimeout(timer)
    const mine = attempt
    if (!mine || sending.value.state === 'sending') return
    sending.value = { state: 'sending' }
    try {
      const answer = await post<Submitted>('/api/requests', JSON.parse(mine.body), { key: mine.key, attempts: 1 })
      forget(name)
      attempt = null
      sending.value = { state: 'idle' }
      sent(answer)
    } catch (error) {
      failures++
      sending.value = judge(error)
    }
  }

  function judge(error: unknown): Sending {
    const refusal = error instanceof Refusal ? error : null
    if (refusal && refusal.status < 500 && refusal.status !== 429) {
      // A key that met another body is spent; the next press takes a new one.
      attempt = null
      forget(name)
      return { state: 'refused', code: refusal.code }
    }
    if (stopped) return { state: 'idle' }
    const seconds = retryAfter(failures, refusal?.retryAfterSeconds ?? null)
    timer = setTimeout(() => void tryNow(), seconds * 1000)
    return { state: 'waiting', why: refusal ? 'busy' : 'offline', at: Date.now() + seconds * 1000 }
  }

  /** Back to editing. The key is kept: if nothing is changed, a later press still counts as the same request. */
  function stop(): void {
    stopped = true
    clearTimeout(timer)
    sending.value = { state: 'idle' }
  }

  const backOnline = () => {
    if (sending.value.state === 'waiting') void tryNow()
  }
  window.addEventListener('online', backOnline)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('online', backOnline)
  })

  return { sending, send, tryNow, stop }
}
