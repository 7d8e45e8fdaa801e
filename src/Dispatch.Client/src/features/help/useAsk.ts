import { computed, reactive, ref, watch } from 'vue'
import type { StationView } from '@/shared/api/types'
import { serverNow } from '@/shared/time/clock'
import { emptyAsk, firstOpenStep, problemsOf, stationFor, stepsOf, type Ask, type Step } from './ask'
import { speaksOfDanger } from './danger'
import { recall, forget, store } from './kept'

const name = 'ask'
const homeZone = 'Asia/Shanghai'

/** What the resident is saying, kept over a reload of this tab and forgotten with it. */
export function useAsk(stations: () => readonly StationView[]) {
  const ask = reactive<Ask>({ ...emptyAsk(), ...recall<Partial<Ask>>(name) })
  const open = ref<Step>(stepsOf(ask)[0] ?? 'need')
  const shown = ref<string[]>([])
  const station = computed(() => stationFor(ask, stations()))
  const zone = computed(() => station.value?.timeZone ?? stations()[0]?.timeZone ?? homeZone)
  const order = computed(() => stepsOf(ask))
  const ready = computed(() => firstOpenStep(ask, zone.value, serverNow()) === null)

  watch(ask, (value) => store(name, value), { deep: true })
  watch(
    () => ask.danger,
    (danger) => {
      shown.value = []
      if (!danger) ask.toldIn = null
      if (!danger) open.value = firstOpenStep(ask, zone.value, serverNow()) ?? 'need'
      else if (!order.value.includes(open.value)) open.value = 'place'
    },
  )
  // Words of danger turn the switch on, once: whoever turns it off again is not argued with, and the server judges by itself.
  watch(
    () => speaksOfDanger(ask.words),
    (danger) => {
      if (!danger || ask.danger) return
      ask.toldIn = open.value
      ask.danger = true
    },
  )

  function problems(step: Step): string[] {
    return problemsOf(step, ask, zone.value, serverNow())
  }

  /** Goes on when nothing is missing; else says what is. */
  function next(): boolean {
    shown.value = problems(open.value)
    if (shown.value.length > 0) return false
    const following = order.value[order.value.indexOf(open.value) + 1]
    if (following) open.value = following
    return true
  }

  function goTo(step: Step): void {
    shown.value = []
    open.value = step
  }

  /** Shows the first step that keeps the request from being sent. */
  function showWhatIsMissing(): void {
    const step = firstOpenStep(ask, zone.value, serverNow())
    if (!step) return
    goTo(step)
    shown.value = problems(step)
  }

  function clear(): void {
    Object.assign(ask, emptyAsk())
    forget(name)
    open.value = 'need'
  }

  return { ask, open, shown, station, zone, order, ready, next, goTo, showWhatIsMissing, clear }
}
