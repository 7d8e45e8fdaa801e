import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { AccountNotice } from '@/shared/api/accountTypes'
import { get, post } from '@/shared/api/http'
import type { StationNotice } from '@/shared/api/types'
import { onNotice, onResync } from '@/shared/live/hub'
import { session } from '@/shared/session'

/** A notice with what the one is called who opened the words. */
export interface NoticeView {
  notice: StationNotice
  byName: string | null
}

/** What a case wants of the one who has, stands in for or supervises it. */
export interface CareNotice {
  caseId: string
  number: number
  kind: string
  at: string
  followUp: number | null
}

/** What happened to the own account, what waits for a supervisor, and what cases want; it stays until it is seen. Heard of over the hub, fetched by REST. */
export function useNotices() {
  const own = shallowRef<AccountNotice[]>([])
  const sealed = shallowRef<NoticeView[]>([])
  const supervises = computed(() => session.value?.role === 'StationHead' || session.value?.role === 'Admin')
  const care = shallowRef<CareNotice[]>([])
  const cares = computed(() => session.value?.role === 'StationHead' || session.value?.role === 'Counsellor')
  const count = computed(() => own.value.length + sealed.value.length + care.value.length)

  async function refresh(): Promise<void> {
    if (!session.value) return
    const [mine, watched, cases] = await Promise.allSettled([
      get<AccountNotice[]>('/api/account/notices'),
      supervises.value ? get<NoticeView[]>('/api/notices') : Promise.resolve([]),
      cares.value ? get<CareNotice[]>('/api/care/notices') : Promise.resolve([]),
    ])
    if (mine.status === 'fulfilled') own.value = mine.value
    if (watched.status === 'fulfilled') sealed.value = watched.value
    if (cases.status === 'fulfilled') care.value = cases.value
  }

  /** Those before it count as seen as well: they were on the same list. */
  async function seenOwn(notice: AccountNotice): Promise<void> {
    await post(`/api/account/notices/${notice.number}/seen`)
    await refresh()
  }

  async function seenSealed({ notice }: NoticeView): Promise<void> {
    const path = [notice.stationId, ...notice.id.split('/')].map(encodeURIComponent).join('/')
    await post(`/api/notices/${path}/seen`)
    await refresh()
  }

  /** Those before it of the same case count as seen as well. */
  async function seenCare(notice: CareNotice): Promise<void> {
    await post(`/api/care/notices/${encodeURIComponent(notice.caseId)}/${notice.number}/seen`)
    await refresh()
  }

  const ends = [onNotice(() => void refresh()), onResync(() => void refresh())]
  watch(() => session.value?.account, () => void refresh(), { immediate: true })
  onScopeDispose(() => ends.forEach((end) => end()))
  return { own, sealed, care, count, seenOwn, seenSealed, seenCare }
}
