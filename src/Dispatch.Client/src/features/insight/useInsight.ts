import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { loadCatalogue, useCatalogue } from '@/shared/api/catalogue'
import { get } from '@/shared/api/http'
import type { FiguresView, InsightDoors, TableView } from '@/shared/api/insightTypes'
import { refusalText } from '@/shared/i18n/refusalText'
import { session } from '@/shared/session'
import { isSharedOnly, settled } from './choices'
import { addDays, before, readableSpan, today } from './days'
import { filterFacets, rangeQuery, tableQuery, type Question } from './insight'

const usualDays = 30
const pauseMs = 150

/** What the record said, and to which question: whatever is asked meanwhile, numbers lead to the entries that they were counted from. */
export interface Answered {
  question: Question
  figures: FiguresView
  earlier: FiguresView
  table: TableView
}

/** A range that the address leaves open ends today, by the station's clock. */
function questionOf(query: Record<string, unknown>, zoneOf: (station: string) => string | undefined): Question {
  const word = (name: string): string => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const day = (name: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(word(name)) ? word(name) : '')
  const station = word('station') || session.value?.stationId || 'all'
  const to = day('to') || today(zoneOf(station))
  const from = day('from') || addDays(to, 1 - usualDays)
  return {
    station,
    from,
    to,
    measure: word('measure') || 'submitted',
    by: word('by') || readableSpan(from, to),
    and: word('and'),
    filters: Object.fromEntries(filterFacets.flatMap((facet) => (word(facet) ? [[facet, word(facet)]] : []))),
  }
}

/** The question that stands in the address, and what the record answers to it. */
export function useInsight() {
  const route = useRoute()
  const router = useRouter()
  const { stations } = useCatalogue()
  const zoneOf = (id: string): string | undefined => (stations.value.find((station) => station.id === id) ?? stations.value[0])?.timeZone
  const question = reactive<Question>(questionOf(route.query, zoneOf))
  const doors = shallowRef<InsightDoors | null>(null)
  const answered = shallowRef<Answered | null>(null)
  const failure = ref('')
  const loading = ref(true)
  let waits: ReturnType<typeof setTimeout> | undefined
  let current = new AbortController()

  const isShared = computed(() => doors.value !== null && isSharedOnly(question, doors.value))
  const zone = computed(() => zoneOf(question.station))

  /** Tiles, choices and the address all change the question; only here is it made one that can be answered. */
  function settle(): void {
    if (!doors.value) return
    const now = settled(question, doors.value)
    if (String(tableQuery(now)) !== String(tableQuery(question))) Object.assign(question, now)
  }

  async function load(): Promise<void> {
    current.abort()
    const mine = (current = new AbortController())
    loading.value = true
    try {
      if (!doors.value) {
        // Which day it is depends on where the station is.
        const [found] = await Promise.all([get<InsightDoors>('/api/insight'), stations.value.length > 0 ? null : loadCatalogue()])
        if (!doors.value) {
          doors.value = found
          const { from, to } = questionOf(route.query, zoneOf)
          if (to !== question.to) Object.assign(question, { from, to })
        }
      }
      settle()
      const asked: Question = { ...question, filters: { ...question.filters } }
      const ask = <T>(what: string, query: URLSearchParams): Promise<T> => get<T>(`/api/insight/${encodeURIComponent(asked.station)}/${what}?${query}`, { signal: mine.signal })
      const [figures, earlier, table] = await Promise.all([
        ask<FiguresView>('figures', rangeQuery(asked)),
        ask<FiguresView>('figures', rangeQuery(asked, before(asked.from, asked.to))),
        ask<TableView>('table', tableQuery(asked)),
      ])
      if (mine.signal.aborted) return
      ;[answered.value, failure.value] = [{ question: asked, figures, earlier, table }, '']
    } catch (error) {
      if (mine.signal.aborted) return
      ;[answered.value, failure.value] = [null, refusalText(error)]
    }
    if (mine === current) loading.value = false
  }

  /** Several changes that come together, such as a range's two ends, are one question. */
  watch(
    question,
    () => {
      settle()
      clearTimeout(waits)
      waits = setTimeout(() => {
        const { filters, ...rest } = question
        void router.replace({ query: { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)), ...filters } })
        void load()
      }, pauseMs)
    },
    { deep: true },
  )
  onScopeDispose(() => {
    clearTimeout(waits)
    current.abort()
  })
  void load()
  return { question, doors, answered, failure, loading, isShared, zone, load }
}
