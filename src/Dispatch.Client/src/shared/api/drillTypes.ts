// The JSON of /api/drill, mirroring src/Dispatch.Web/Drills and Domain/Drills.

import type { Instant, RequestState } from './types'

export type DrillClock = 'Accept' | 'Acknowledge' | 'Act'
export type DrillAct = 'Acknowledge' | 'Own' | 'Refer'

export interface DrillStepView {
  code: string
  at: number
  playedAt: Instant | null
}

export interface DrillTaskView {
  number: number
  step: string
  clock: DrillClock
  service: string
  area: string
  state: RequestState | null
  seconds: number | null
  limit: number
  kept: boolean | null
  waits: boolean
}

export interface DrillGrade {
  kept: number
  missed: number
  accept: number | null
  acknowledge: number | null
  act: number | null
  points: number | null
}

export interface DrillView {
  running: boolean
  startedAt: Instant
  endedAt: Instant | null
  by: string
  minutes: number
  stations: string[]
  steps: DrillStepView[]
  tasks: DrillTaskView[]
  grade: DrillGrade
}
