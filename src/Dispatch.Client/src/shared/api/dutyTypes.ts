// The duty roster, mirroring src/Dispatch.Contracts/Duty and src/Dispatch.Web/Duty.

import type { Instant } from './types'

export type DutyPart = 'Primary' | 'Secondary' | 'Lead' | 'Expert'
export type DutyGapKind = 'NoPrimary' | 'NoSecondary' | 'Twice' | 'LicenceEnds' | 'RestShort'
export type DutyAnswer = 'Waiting' | 'Accepted' | 'Declined' | 'Withdrawn' | 'Lapsed'
export type DutyItemKind = 'Chat' | 'Emergency' | 'Offer'
export type DutyItemState = 'Waiting' | 'Moved' | 'Stays'
export type DutyAlertKind =
  | 'ShiftSoon'
  | 'GapAhead'
  | 'PrimaryMissing'
  | 'NobodyBegan'
  | 'SwapAsked'
  | 'SwapAnswered'
  | 'HandOverOffered'
  | 'HandOverAnswered'
  | 'HandOverWaiting'
  | 'ShiftChanged'

export interface DutyShift {
  id: string
  day: string
  fromMinute: number
  toMinute: number
  from: Instant
  to: Instant
  primary: string
  secondary: string | null
  lead: string | null
  expert: string | null
  begunBy: string | null
  begunAt: Instant | null
  soonAt: Instant | null
  missingAt: Instant | null
  climbedAt: Instant | null
  plannedAt: Instant | null
}

export interface DutyGap {
  kind: DutyGapKind
  from: Instant
  to: Instant
  account: string | null
}

export interface DutySwap {
  number: number
  shiftId: string
  part: DutyPart
  from: string
  to: string
  askedAt: Instant
  state: DutyAnswer
  answeredAt: Instant | null
}

export interface DutyItem {
  kind: DutyItemKind
  requestId: string
  state: DutyItemState
  code: string | null
}

export interface DutyHandOver {
  number: number
  from: string
  to: string
  note: string
  at: Instant
  state: DutyAnswer
  answeredAt: Instant | null
  items: DutyItem[]
  remindedAt: Instant | null
}

export interface DutyAlert {
  number: number
  kind: DutyAlertKind
  to: string
  at: Instant
  about: string | null
  gap: DutyGapKind | null
  from: Instant | null
  seenAt: Instant | null
}

export interface DutyPerson {
  account: string
  licensedUntil: Instant | null
  crisisQualified: boolean
  onDuty: boolean
  lent: boolean
}

export interface DutyView {
  stationId: string
  timeZone: string
  head: string
  shifts: DutyShift[]
  current: string | null
  acting: string | null
  lead: string
  gaps: DutyGap[]
  swaps: DutySwap[]
  handOvers: DutyHandOver[]
  people: DutyPerson[]
  mayPlan: boolean
  version: number
}

export interface DutyPage {
  duty: DutyView
  names: Record<string, string>
}

export interface OwnAlert {
  stationId: string
  alert: DutyAlert
}
