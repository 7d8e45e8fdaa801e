import type { BoardRow, RequestState, RiskLevel } from '@/shared/api/types'

export interface Filters {
  station: string
  levels: RiskLevel[]
  states: RequestState[]
  services: string[]
  text: string
}

export const levels: RiskLevel[] = ['HighRisk', 'Serious', 'General']
export const openStates: RequestState[] = ['Unfilled', 'Submitted', 'Matching', 'Offered', 'Assigned', 'Completed']

type Query = Record<string, unknown>

/** Reads filters from the address, ignoring what is not known. */
export function filtersFrom(query: Query): Filters {
  return {
    station: one(query.station),
    levels: many(query.level).filter((value): value is RiskLevel => (levels as string[]).includes(value)),
    states: many(query.state).filter((value): value is RequestState => (openStates as string[]).includes(value)),
    services: many(query.service),
    text: one(query.q),
  }
}

/** Writes filters into the address; what filters nothing is left out. */
export function queryFrom(filters: Filters): Record<string, string | undefined> {
  return {
    station: filters.station || undefined,
    level: filters.levels.join(',') || undefined,
    state: filters.states.join(',') || undefined,
    service: filters.services.join(',') || undefined,
    q: filters.text || undefined,
  }
}

export function isFiltering(filters: Filters): boolean {
  return filters.levels.length + filters.states.length + filters.services.length > 0 || filters.text.trim() !== ''
}

/** Whether a row passes; `wordsOf` gives the texts in which the operator searches. */
export function passes(row: BoardRow, filters: Filters, wordsOf: (row: BoardRow) => string[]): boolean {
  return (
    (!filters.station || row.stationId === filters.station) &&
    (filters.levels.length === 0 || filters.levels.includes(row.level)) &&
    (filters.states.length === 0 || filters.states.includes(row.state)) &&
    (filters.services.length === 0 || filters.services.includes(row.service)) &&
    matches(wordsOf(row), filters.text)
  )
}

function matches(words: string[], text: string): boolean {
  const wanted = fold(text).split(/\s+/).filter(Boolean)
  const all = fold(words.join(' '))
  return wanted.every((part) => all.includes(part))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

function one(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function many(value: unknown): string[] {
  return one(value).split(',').filter(Boolean)
}
