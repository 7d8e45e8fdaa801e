// Public incidents, mirroring src/Dispatch.Contracts/Incidents and src/Dispatch.Web/Incidents.

import type { LevelView } from './careTypes'
import type { Instant, RiskLevel, Role } from './types'

export type IncidentState = 'Running' | 'Ended'
export type IncidentOutcome = 'Over' | 'HandedOver' | 'FalseAlarm'
export type CallStep = 'Seen' | 'Coming' | 'Arrived' | 'Cannot'

export interface IncidentKind {
  code: string
  nameZh: string
  nameEn: string
}

export interface StaffCallRow {
  account: string
  role: Role
  round: number
  calledAt: Instant
  seenAt: Instant | null
  comingAt: Instant | null
  arrivedAt: Instant | null
  cannotAt: Instant | null
}

export interface IncidentPersonRow {
  number: number
  alias: string | null
  ageBand: string | null
  level: LevelView
  practical: boolean
  support: boolean
  requestId: string | null
  taskId: string | null
  isPending: boolean
  by: string
  at: Instant
  caseLevel: RiskLevel | null
}

export interface IncidentMay {
  enter: boolean
  confirm: boolean
  end: boolean
}

export interface IncidentView {
  id: string
  stationId: string
  kind: string
  area: string
  place: string | null
  by: string
  byRole: Role
  reason: string
  at: Instant
  state: IncidentState
  endedAt: Instant | null
  endedBy: string | null
  outcome: IncidentOutcome | null
  endReason: string | null
  released: boolean
  version: number
  people: IncidentPersonRow[]
  calls: StaffCallRow[]
  mine: IncidentMay
}

export interface IncidentBrief {
  id: string
  stationId: string
  kind: string
  area: string
  state: IncidentState
  at: Instant
  endedAt: Instant | null
  version: number
  people: number
  called: number
  seen: number
  coming: number
  mine: StaffCallRow | null
}

export interface IncidentList {
  incidents: IncidentBrief[]
  mayDeclare: boolean
  kinds: IncidentKind[]
}

export interface NamedIncident {
  incident: IncidentView
  names: Record<string, string>
  paused: number
}

export interface PersonEnteredView {
  number: number
  code: string | null
}
