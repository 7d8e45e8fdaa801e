import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { DutyPage } from '@/shared/api/dutyTypes'
import { get } from '@/shared/api/http'
import { refusalText } from '@/shared/i18n/refusalText'
import { onDuty, onResync } from '@/shared/live/hub'

/** A station's roster from a day on; fetched again whenever it changed, or may have. An empty day: the server's today. */
export function useDuty(stationId: Ref<string>, from: Ref<string>, days: number) {
  const page = shallowRef<DutyPage | null>(null)
  const failure = ref('')

  async function load(): Promise<void> {
    if (!stationId.value) return
    try {
      const start = from.value ? `from=${from.value}&` : ''
      page.value = await get<DutyPage>(`/api/stations/${stationId.value}/duty?${start}days=${days}`)
      failure.value = ''
    } catch (error) {
      failure.value = refusalText(error)
    }
  }

  const ends = [onDuty((changed) => changed === stationId.value && void load()), onResync(() => void load())]
  onScopeDispose(() => ends.forEach((end) => end()))
  watch([stationId, from], load, { immediate: true })
  return { page, failure, load }
}
