import { onScopeDispose, ref, watch } from 'vue'
import { get, post, Refusal } from '@/shared/api/http'
import type { HelpView } from '@/shared/api/types'
import { followHelp, liveState, onResync } from '@/shared/live/hub'
import { newer } from './promise'

const pollMs = 8_000
/** Pushes are best effort, so even a live page asks now and then. */
const livePollMs = 60_000

/** Follows one request by its code: pushes when the hub stands, asking otherwise. */
export function useFollow(code: string) {
  const view = ref<HelpView | null>(null)
  const unknown = ref(false)
  const lost = ref(false)
  const readAt = ref<number | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  function take(come: HelpView): void {
    view.value = newer(view.value, come)
    readAt.value = Date.now()
    lost.value = false
    unknown.value = false
  }

  async function refresh(): Promise<void> {
    clearTimeout(timer)
    let wait = liveState.value === 'live' ? livePollMs : pollMs
    try {
      take(await get<HelpView>('/api/help', { attempts: 1, code }))
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) unknown.value = view.value === null
      else lost.value = true
      wait = Math.max(wait, error instanceof Refusal ? (error.retryAfterSeconds ?? 0) * 1000 : 0)
    }
    if (!ended && !unknown.value) timer = setTimeout(() => void refresh(), wait)
  }

  async function cancel(reason: string): Promise<void> {
    await post('/api/help/cancel', { reason }, { code })
    await refresh()
  }

  async function confirm(kept: boolean, note: string): Promise<void> {
    await post('/api/help/confirm', { kept, note: note.trim() || null }, { code })
    await refresh()
  }

  const endFollow = followHelp(code, take)
  const endResync = onResync(() => void refresh())
  const backOnline = () => void refresh()
  // A dropped hub is noticed here at once, not at the end of the long pause between a live page's questions.
  watch(liveState, (now, before) => before === 'live' && now !== 'live' && void refresh())
  window.addEventListener('online', backOnline)
  void refresh()
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    endFollow()
    endResync()
    window.removeEventListener('online', backOnline)
  })

  return { view, unknown, lost, readAt, liveState, refresh, cancel, confirm }
}
