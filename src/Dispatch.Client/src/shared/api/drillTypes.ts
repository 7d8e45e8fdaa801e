// The JSON of /api/drill, mirroring src/Dispatch.Web/Drills and Domain/Drills.

import type { Instant, RequestState } from './types'

export type DrillClock = 'Accept' | 'Acknowledge' | 'Act' | 'Decide'
export type DrillAct = 'Acknowledge' | 'Own' | 'Refer' | 'TakeWatch' | 'KeepOpen' | 'CloseCase' | 'Declare' | 'RaisePerson' | 'LeaveLevel'

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
  acts: DrillAct[]
  lapsed: number
  expected: DrillAct | null
}

export interface DrillGrade {
  kept: number
  missed: number
  accept: number | null
  acknowledge: number | null
  act: number | null
  decide: number | null
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
