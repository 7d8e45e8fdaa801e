import type { MeasureUnit, TableView, TallyCell } from '@/shared/api/insightTypes'
import { spanDays, spansOf, type Day, type Span } from './days'

/** Facets that can be filtered by, beside the station and the time. */
export const filterFacets = ['community', 'service', 'level', 'ageBand', 'responder'] as const
export type FilterFacet = (typeof filterFacets)[number]

export const spans: readonly Span[] = ['hour', 'day', 'week', 'month']

/** How a value is asked for that an entry does not have. */
export const notStated = '-'

/** What the page asks, as it stands in the address as well. */
export interface Question {
  station: string
  from: Day
  to: Day
  measure: string
  by: string
  and: string
  filters: Partial<Record<FilterFacet, string>>
}

/** The entries behind a number: the question's filters and the cell's own. */
export interface Behind {
  measure: string
  groups: readonly string[]
  keys: readonly (string | null)[]
}

export function isSpan(facet: string): facet is Span {
  return (spans as readonly string[]).includes(facet)
}

/** The filters of a question as a query. */
export function rangeQuery(question: Question, range: { from: Day; to: Day } = question): URLSearchParams {
  const query = new URLSearchParams({ from: range.from, to: range.to })
  for (const facet of filterFacets) {
    const value = question.filters[facet]
    if (value) query.append(facet, value)
  }
  return query
}

/** The table of a question as a query. */
export function tableQuery(question: Question): URLSearchParams {
  const query = rangeQuery(question)
  query.set('measure', question.measure)
  for (const facet of [question.by, question.and].filter(Boolean)) query.append('group', facet)
  return query
}

/** The entries behind a cell as a query: the same filters, narrowed to the cell. */
export function behindQuery(question: Question, behind: Behind): { station: string; query: URLSearchParams } {
  const narrowed: Question = { ...question, filters: { ...question.filters } }
  let hour: number | undefined
  let action: string | null = null
  behind.groups.forEach((facet, place) => {
    const key = behind.keys[place]
    if (key === undefined) return
    if (isSpan(facet) && key !== null) {
      const days = spanDays(facet, key, question.from, question.to)
      ;[narrowed.from, narrowed.to, hour] = [days.from, days.to, days.hour]
    } else if (facet === 'station' && key !== null) narrowed.station = key
    else if (facet === 'action') action = key
    else narrowed.filters[facet as FilterFacet] = key ?? notStated
  })
  const query = rangeQuery(narrowed)
  query.set('measure', behind.measure)
  if (hour !== undefined) query.set('hour', String(hour))
  if (action !== null) query.set('action', action)
  return { station: narrowed.station, query }
}

/** A table as rows and columns; one column without a second facet. */
export interface Matrix {
  rows: (string | null)[]
  columns: (string | null)[]
  cell(row: string | null, column: string | null): TallyCell | null
  /** Whether cells can be added up: medians cannot. */
  hasTotals: boolean
  rowTotal(row: string | null): number | null
  columnTotal(column: string | null): number | null
}

const orders: Record<string, readonly string[]> = { level: ['general', 'serious', 'highRisk'] }

/** Spans in their order and without gaps, other keys by how much they hold, what is not stated last. */
export function matrixOf(table: TableView): Matrix {
  const held = new Map(table.cells.map((cell) => [cell.keys.join('\u0001'), cell]))
  const keysAt = (place: number): (string | null)[] => {
    const facet = table.groups[place]
    if (!facet) return [null]
    if (isSpan(facet)) return spansOf(facet, table.from, table.to)
    const counts = new Map<string | null, number>()
    for (const cell of table.cells) counts.set(cell.keys[place] ?? null, (counts.get(cell.keys[place] ?? null) ?? 0) + cell.count)
    const order = facet === 'ageBand' ? [...counts.keys()].sort(byAge) : orders[facet]
    return [...counts.keys()].sort((a, b) =>
      a === null ? 1 : b === null ? -1 : order ? order.indexOf(a) - order.indexOf(b) : (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b),
    )
  }
  const isTwo = table.groups.length > 1
  const find = (row: string | null, column: string | null) => held.get((isTwo ? [row, column] : table.groups.length === 1 ? [row] : []).join('\u0001')) ?? null
  const rows = keysAt(0)
  const columns = isTwo ? keysAt(1) : [null]
  const hasTotals = table.unit !== 'Seconds'
  const valueOf = (row: string | null, column: string | null): number => find(row, column)?.value ?? 0
  return {
    rows,
    columns,
    cell: find,
    hasTotals,
    rowTotal: (row) => (hasTotals ? columns.reduce((sum, column) => sum + valueOf(row, column), 0) : isTwo ? null : (find(row, null)?.value ?? null)),
    columnTotal: (column) => (hasTotals ? rows.reduce((sum, row) => sum + valueOf(row, column), 0) : null),
  }
}

function byAge(a: string | null, b: string | null): number {
  return Number.parseInt(a ?? '999', 10) - Number.parseInt(b ?? '999', 10)
}

/** Round steps for an axis from 0 to at least the greatest value: at most five. */
export function ticks(most: number): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step)
}

/** What a number is shown as: the largest unit in which it is not below two. */
export function amountOf(value: number, unit: MeasureUnit): { n: number; as: 'plain' | 'secondsText' | 'minutesText' | 'hoursText' } {
  if (unit === 'Entries') return { n: value, as: 'plain' }
  const seconds = unit === 'Minutes' ? value * 60 : value
  if (seconds >= 7_200) return { n: Math.round(seconds / 360) / 10, as: 'hoursText' }
  return seconds >= 120 || unit === 'Minutes' ? { n: Math.round(seconds / 6) / 10, as: 'minutesText' } : { n: seconds, as: 'secondsText' }
}
