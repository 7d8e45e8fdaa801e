import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { filtersFrom, queryFrom, type Filters } from './filters'

export type Tab = 'list' | 'map' | 'duty'
const tabs: Tab[] = ['list', 'map', 'duty']

/** What the page shows, kept in its address so that a reload, a bookmark or a colleague sees the same. */
export function useFilters() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed(() => filtersFrom(route.query))
  const openId = computed(() => (typeof route.query.open === 'string' ? route.query.open : ''))
  const wall = computed(() => route.query.wall === '1')
  const tab = computed<Tab>(() => tabs.find((name) => name === route.query.tab) ?? 'list')

  function change(query: Record<string, string | undefined>): void {
    void router.replace({ query: { ...route.query, ...query } })
  }

  return {
    filters,
    openId,
    wall,
    tab,
    setFilters: (changes: Partial<Filters>) => change(queryFrom({ ...filters.value, ...changes })),
    clearFilters: () => change(queryFrom({ station: filters.value.station, levels: [], states: [], services: [], text: '' })),
    open: (id: string) => change({ open: id || undefined }),
    setWall: (on: boolean) => change({ wall: on ? '1' : undefined }),
    setTab: (next: Tab) => change({ tab: next === 'list' ? undefined : next }),
  }
}
