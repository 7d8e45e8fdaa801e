// What a resident sees of the own request, mirroring the records of src/Dispatch.Contracts.

import type { AssignmentState, Instant, RequestState, ResponderKind, RiskLevel, Role } from './types'

export interface HelpResponder {
  name: string
  kind: ResponderKind
  state: AssignmentState
  travelMinutes: number | null
}

export interface HelpStep {
  at: Instant
  what: string
}

export interface HelpView {
  state: RequestState
  version: number
  service: string
  level: RiskLevel
  submittedAt: Instant
  startsAt: Instant
  nextStepAt: Instant | null
  offersOpen: number
  respondersNeeded: number
  responders: HelpResponder[]
  steps: HelpStep[]
  canCancel: boolean
  canConfirm: boolean
  stationId: string
  notKept: boolean
  openings: HelpOpening[]
  consents: Consent[]
  canErase: boolean
  erasedAt: Instant | null
  hasContact: boolean
  /** Since when a public incident keeps it waiting. */
  pausedAt: Instant | null
}

/** What a person may allow beyond the service itself. */
export type Purpose = 'Neighbours' | 'Position' | 'Transcript'

export interface Consent {
  purpose: Purpose
  given: boolean
}

/** Who opened the sealed words: the office and the reason, no name. */
export interface HelpOpening {
  at: Instant
  role: Role
  stationId: string
  reason: string
}
