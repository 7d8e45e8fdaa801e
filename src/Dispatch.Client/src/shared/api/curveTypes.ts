// The JSON of /api/curves, mirroring src/Dispatch.Contracts/Curves and Care/CurveView.cs.

export type CurveMeasure = 'Raised' | 'Confirmed' | 'Overdue'
export type CurveEventKind = 'Incident' | 'Campaign' | 'Season' | 'Counting'

export interface CurveEvent {
  day: string
  kind: CurveEventKind
  words: string
  number: number
}

export interface CurvePoint {
  week: string
  population: number
  people: number | null
  rate: number | null
  smoothed: number | null
  upper: number | null
  lower: number | null
  above: boolean
  alarm: boolean
}

export interface CurveView {
  area: string
  measure: CurveMeasure
  points: CurvePoint[]
  events: CurveEvent[]
}

export interface CurvesView {
  stationId: string
  measure: CurveMeasure
  countedUntil: string | null
  leastPeople: number
  baselineWeeks: number
  lambda: number
  limit: number
  madeUp: boolean
  curves: CurveView[]
  events: CurveEvent[]
}
