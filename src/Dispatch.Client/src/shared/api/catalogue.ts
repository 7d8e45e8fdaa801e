import { computed, ref, shallowRef } from 'vue'
import { nameOf } from '@/shared/i18n'
import { get } from './http'
import type { CatalogueView, Named, StationView } from './types'

const catalogue = shallowRef<CatalogueView | null>(null)
const stations = shallowRef<StationView[]>([])
const failure = ref<unknown>(null)
const retryMs = 3_000
let loading: Promise<void> | null = null
let keeping = false

/** Fetches services, skills, languages and stations once per visit; after a failure the next call tries again. */
export function loadCatalogue(): Promise<void> {
  loading ??= Promise.all([get<CatalogueView>('/api/catalogue'), get<StationView[]>('/api/stations')])
    .then(([found, places]) => {
      catalogue.value = found
      stations.value = places
      failure.value = null
    })
    .catch((error: unknown) => {
      loading = null
      failure.value = error
      throw error
    })
  return loading
}

function named<T extends Named>(list: () => T[], keyOf: (item: T) => string) {
  const byKey = computed(() => new Map(list().map((item) => [keyOf(item), item])))
  return (key: string) => {
    const found = byKey.value.get(key)
    return found ? nameOf(found) : key
  }
}

const serviceName = named(() => catalogue.value?.services ?? [], (service) => service.code)
const skillName = named(() => catalogue.value?.skills ?? [], (skill) => skill.code)
const languageName = named(() => catalogue.value?.languages ?? [], (language) => language.code)
const stationName = named(() => stations.value, (station) => station.id)
const areaName = named(() => stations.value.flatMap((station) => station.areas), (area) => area.code)

/** A page opened without network comes to life by itself when the network is back. */
async function keepLoading(): Promise<void> {
  if (keeping) return
  keeping = true
  while (!catalogue.value) {
    await loadCatalogue().catch(() => new Promise((resolve) => setTimeout(resolve, retryMs)))
  }
}

/** The catalogue with names in the language in use. An unknown code is shown as it is. */
export function useCatalogue() {
  void keepLoading()
  return { failure, catalogue, stations, serviceName, skillName, languageName, stationName, areaName }
}
