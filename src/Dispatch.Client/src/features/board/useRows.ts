import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { BoardRow } from '@/shared/api/types'
import { arrange, type Shown } from './hold'
import { byUrgency, isEmergency } from './urgency'

export interface ShownRow {
  row: BoardRow
  /** It left the board while the operator was reading. */
  gone: boolean
}

/** Sorts rows for reading: emergencies pinned and always current, the rest held still for as long as `held` says. */
export function useRows(rows: Ref<BoardRow[]>, now: Ref<number>, held: Ref<boolean>) {
  // Urgency is looked at anew each second; a list that sorted itself four times a second would gain nothing.
  const second = computed(() => Math.floor(now.value / 1000) * 1000)
  const sorted = computed(() => [...rows.value].sort(byUrgency(second.value)))
  const pinned = computed(() => sorted.value.filter(isEmergency))
  const wanted = computed(() => sorted.value.filter((row) => !isEmergency(row)))
  const shown = shallowRef<Shown>({ order: [], waiting: [] })
  const lastKnown = new Map<string, BoardRow>()
  const released = ref(0)

  watch(
    [wanted, held, released],
    ([list], before) => {
      list.forEach((row) => lastKnown.set(row.id, row))
      const letGo = before[2] !== undefined && before[2] !== released.value
      shown.value = arrange(shown.value, list.map((row) => row.id), held.value && !letGo)
      const kept = new Set(shown.value.order)
      for (const id of lastKnown.keys()) if (!kept.has(id)) lastKnown.delete(id)
    },
    { immediate: true },
  )

  const list = computed<ShownRow[]>(() => {
    const current = new Map(wanted.value.map((row) => [row.id, row]))
    return shown.value.order.flatMap((id) => {
      const row = current.get(id) ?? lastKnown.get(id)
      return row ? [{ row, gone: !current.has(id) }] : []
    })
  })

  return { pinned, list, waiting: computed(() => shown.value.waiting.length), release: () => released.value++ }
}
