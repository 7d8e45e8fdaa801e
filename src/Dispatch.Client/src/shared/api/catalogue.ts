import { computed, shallowRef } from 'vue'
import { nameOf } from '@/shared/i18n'
import { get } from './http'
import type { CatalogueView, Named, StationView } from './types'

const catalogue = shallowRef<CatalogueView | null>(null)
const stations = shallowRef<StationView[]>([])
let loading: Promise<void> | null = null

/** Fetches services, skills, languages and stations once per visit; after a failure the next call tries again. */
export function loadCatalogue(): Promise<void> {
  loading ??= Promise.all([get<CatalogueView>('/api/catalogue'), get<StationView[]>('/api/stations')])
    .then(([found, places]) => {
      catalogue.value = found
      stations.value = places
    })
    .catch((error: unknown) => {
      loading = null
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

/** The catalogue with names in the language in use. An unknown code is shown as it is. */
export function useCatalogue() {
  void loadCatalogue().catch(() => undefined)
  return { catalogue, stations, serviceName, skillName, languageName, stationName, areaName }
}
