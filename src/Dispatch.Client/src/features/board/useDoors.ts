import { computed, onScopeDispose, shallowRef } from 'vue'
import { get } from '@/shared/api/http'
import { onResync } from '@/shared/live/hub'

interface BoardDoor {
  stationId: string
  /** By agreement: to look at only, without places and names. */
  shared: boolean
}

/** Which stations' boards one may open, and which of them only look at. */
export function useDoors() {
  const doors = shallowRef<BoardDoor[]>([])

  async function refresh(): Promise<void> {
    doors.value = await get<BoardDoor[]>('/api/boards').catch(() => doors.value)
  }

  void refresh()
  onScopeDispose(onResync(() => void refresh()))
  return { shared: computed<ReadonlySet<string>>(() => new Set(doors.value.filter((door) => door.shared).map((door) => door.stationId))) }
}
