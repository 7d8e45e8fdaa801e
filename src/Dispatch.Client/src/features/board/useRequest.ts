import { ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/shared/api/http'
import type { BoardRow, CandidateView, RequestView, TimelineEntry } from '@/shared/api/types'
import { isClosed } from './actions'

/** The open request in full, fetched again whenever its row on the board shows a newer version. */
export function useRequest(openId: Ref<string>, row: Ref<BoardRow | undefined>) {
  const view = shallowRef<RequestView | null>(null)
  const timeline = shallowRef<TimelineEntry[]>([])
  const candidates = shallowRef<CandidateView[] | null>(null)
  const failure = ref<unknown>(null)
  let running: AbortController | null = null

  async function refresh(): Promise<void> {
    running?.abort()
    const id = openId.value
    if (!id) return
    const controller = (running = new AbortController())
    const path = `/api/requests/${encodeURIComponent(id)}`
    try {
      const [found, entries] = await Promise.all([
        get<RequestView>(path, { signal: controller.signal }),
        get<TimelineEntry[]>(`${path}/timeline`, { signal: controller.signal }),
      ])
      if (controller.signal.aborted) return
      view.value = found
      timeline.value = entries
      failure.value = null
      if (isClosed(found)) return
      // Who could serve is asked for last: it is the dearest question, and the rest is on the screen already.
      const ranked = await get<CandidateView[]>(`${path}/candidates`, { signal: controller.signal })
      if (!controller.signal.aborted) candidates.value = ranked
    } catch (error) {
      if (!controller.signal.aborted) failure.value = error
    }
  }

  watch(
    openId,
    () => {
      view.value = null
      timeline.value = []
      candidates.value = null
      failure.value = null
      void refresh()
    },
    { immediate: true },
  )
  watch(
    () => row.value?.version,
    (version) => {
      if (version !== undefined && view.value && version > view.value.version) void refresh()
    },
  )
  watch(row, (now, before) => {
    if (before && !now && openId.value === before.id) void refresh()
  })
  return { view, timeline, candidates, failure, refresh }
}
