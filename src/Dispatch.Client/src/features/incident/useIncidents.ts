import { computed, onScopeDispose, shallowRef } from 'vue'
import type { CallStep, IncidentBrief, IncidentList } from '@/shared/api/incidentTypes'
import { get, post } from '@/shared/api/http'
import { loadMessages } from '@/shared/i18n'
import { onIncident, onResync } from '@/shared/live/hub'
import { session } from '@/shared/session'

/** The incidents of the signed-in person's station; fetched once for all who show them, and again whenever they changed. */
const list = shallowRef<IncidentList | null>(null)
/** Its words are there. */
const ready = shallowRef(false)
let users = 0
let ends: (() => void)[] = []

async function load(): Promise<void> {
  const station = session.value?.stationId
  if (!station) return
  list.value = await get<IncidentList>(`/api/stations/${station}/incidents`).catch(() => list.value)
  if (running.value) await loadMessages('incident').then(() => (ready.value = true))
}

const running = computed<IncidentBrief | undefined>(() => list.value?.incidents.find((each) => each.state === 'Running'))

export function answer(incident: string, step: CallStep): Promise<void> {
  return post(`/api/incidents/${incident}/answer`, { step: step.toLowerCase() })
}

export function useIncidents() {
  if (users++ === 0) {
    list.value = null
    ends = [onIncident(() => void load()), onResync(() => void load())]
    void load()
  }
  onScopeDispose(() => {
    if (--users > 0) return
    ends.forEach((end) => end())
    ends = []
  })
  return { list, running, ready, load }
}
