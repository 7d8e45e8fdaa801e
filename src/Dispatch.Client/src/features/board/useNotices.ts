import { computed, onScopeDispose, shallowRef } from 'vue'
import { get, post } from '@/shared/api/http'
import type { StationNotice } from '@/shared/api/types'
import { onResync } from '@/shared/live/hub'
import { session } from '@/shared/session'

/** A notice with what the one is called who opened the words. */
export interface NoticeView {
  notice: StationNotice
  byName: string | null
}

const everyMs = 30_000

/** What waits for a supervisor to see it; it stays until then. */
export function useNotices() {
  const notices = shallowRef<NoticeView[]>([])
  const supervises = computed(() => session.value?.role === 'StationHead' || session.value?.role === 'Admin')

  async function refresh(): Promise<void> {
    if (!supervises.value) return
    notices.value = await get<NoticeView[]>('/api/notices').catch(() => notices.value)
  }

  async function seen({ notice }: NoticeView): Promise<void> {
    const path = [notice.stationId, ...notice.id.split('/')].map(encodeURIComponent).join('/')
    await post(`/api/notices/${path}/seen`)
    await refresh()
  }

  const timer = setInterval(() => void refresh(), everyMs)
  const end = onResync(() => void refresh())
  void refresh()
  onScopeDispose(() => {
    clearInterval(timer)
    end()
  })
  return { notices, supervises, refresh, seen }
}
