// The JSON of /api/insight, mirroring the records of src/Dispatch.Web/Insight and src/Dispatch.Records/Insight.

import type { Instant } from './types'

export type MeasureUnit = 'Entries' | 'Minutes' | 'Seconds'

export interface InsightDoors {
  stations: InsightDoor[]
  measures: MeasureView[]
  actions: string[]
  ageBands: string[]
  mostDays: number
  mostDaysByHour: number
  mostExported: number
}

export interface InsightDoor {
  stationId: string
  shared: boolean
  madeUp: boolean
}

export interface MeasureView {
  code: string
  unit: MeasureUnit
  hasResponder: boolean
  isShared: boolean
}

export interface FiguresView {
  from: string
  to: string
  figures: FigureView[]
}

export interface FigureView {
  measure: string
  value: number
  count: number
}

export interface TallyCell {
  keys: (string | null)[]
  count: number
  value: number
}

export interface TableView {
  measure: string
  unit: MeasureUnit
  from: string
  to: string
  groups: string[]
  cells: TallyCell[]
  total: TallyCell
}

export interface EntriesView {
  entries: EntryView[]
  next: string | null
  count: number | null
}

export interface EntryView {
  stationId: string
  sequence: number
  at: Instant
  actor: string
  role: string | null
  action: string
  subject: string
  community: string | null
  service: string | null
  level: string | null
  ageBand: string | null
  responder: string | null
  channel: string | null
  reason: string | null
  with: string | null
  item: string | null
  amount: number | null
}
