import type { InsightDoor, InsightDoors, MeasureView } from '@/shared/api/insightTypes'
import { daysIn, readableSpan, type Span } from './days'
import { filterFacets, isSpan, spans, type FilterFacet, type Question } from './insight'

/** What can be asked of the stations that a question is about. */
export interface Choices {
  measures: MeasureView[]
  times: Span[]
  facets: string[]
  filters: FilterFacet[]
  /** A median cannot be stacked on another one, nor added to it. */
  canSplit: boolean
}

/** Facets that a station does not tell those with whom it shares its figures. */
const withheld: readonly string[] = ['community', 'ageBand', 'action']

/** The stations that a question is about: of all of them those whose entries can be opened too. */
export function doorsOf(question: Question, doors: InsightDoors): InsightDoor[] {
  return doors.stations.filter((door) => (question.station === 'all' ? !door.shared : door.stationId === question.station))
}

export function isSharedOnly(question: Question, doors: InsightDoors): boolean {
  return doorsOf(question, doors).some((door) => door.shared)
}

export function choicesOf(question: Question, doors: InsightDoors): Choices {
  const shared = isSharedOnly(question, doors)
  const told = (facet: string): boolean => !(shared && withheld.includes(facet))
  const measures = doors.measures.filter((measure) => measure.isShared || !shared)
  const measure = measures.find((it) => it.code === question.measure)
  return {
    measures,
    times: spans.filter((span) => span !== 'hour' || (!shared && daysIn(question.from, question.to) <= doors.mostDaysByHour)),
    facets: [
      ...(question.station === 'all' && doorsOf(question, doors).length > 1 ? ['station'] : []),
      'community', 'service', 'level', 'ageBand',
      ...(measure?.hasResponder ? ['responder'] : []),
      ...(measure?.code === 'entries' || measure?.code === 'lost' ? ['action'] : []),
    ].filter(told),
    filters: filterFacets.filter(told),
    canSplit: measure?.unit !== 'Seconds',
  }
}

/** The question as it can be answered, wherever it comes from: what cannot be counted together is left out. */
export function settled(question: Question, doors: InsightDoors): Question {
  const known = choicesOf(question, doors).measures.some((measure) => measure.code === question.measure)
  const measured = known ? question : { ...question, measure: 'submitted' }
  const { times, facets, filters, canSplit } = choicesOf(measured, doors)
  const readable = readableSpan(question.from, question.to)
  const by = [...times, ...facets].includes(question.by) ? question.by : times.includes(readable) ? readable : 'day'
  const and = canSplit && facets.includes(question.and) && question.and !== by && !isSpan(question.and) ? question.and : ''
  return { ...measured, by, and, filters: Object.fromEntries(filters.flatMap((facet) => (question.filters[facet] ? [[facet, question.filters[facet]]] : []))) }
}
