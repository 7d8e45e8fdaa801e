// Emergencies and pages, mirroring src/Dispatch.Contracts/Emergencies.
import type { GeoPoint, Instant, Role } from './types'

export type EmergencyState = 'Open' | 'StoodDown'
export type Office = 'DutyLead' | 'Primary' | 'Secondary' | 'CrisisTeam' | 'Expert' | 'Head' | 'Called'
export type PageReason = 'Emergency' | 'Silence' | 'TeamMissing' | 'CheckInMissed' | 'UnitSilent' | 'DebriefMissed' | 'Danger'
export type PageStep = 'Delivered' | 'Seen' | 'Acknowledged' | 'OnTheWay' | 'Arrived' | 'CheckIn' | 'Back' | 'Cannot'
export type Outcome = 'SafeWithOwn' | 'WithCounsellor' | 'WithHealth' | 'WithPolice' | 'NotFound' | 'NoDanger'
export type UnitKind = 'Police' | 'HealthCentre' | 'DistrictCentre' | 'Hospital' | 'Other'

export interface PersonRow {
  account: string
  office: Office
  qualified: boolean
  isLead: boolean
  round: number
  pagedAt: Instant
  deliveredAt: Instant | null
  seenAt: Instant | null
  acknowledgedAt: Instant | null
  onTheWayAt: Instant | null
  arrivedAt: Instant | null
  backAt: Instant | null
  cannotAt: Instant | null
  checkInBy: Instant | null
  missed: number
  debriefBy: Instant | null
  debriefedAt: Instant | null
  points: number
  said: SaidFor | null
}

export interface SaidFor {
  at: Instant
  by: string
  step: PageStep
  reason: string
}

export interface UnitRow {
  unitId: string
  kind: UnitKind
  nameZh: string
  nameEn: string
  toldAt: Instant | null
  linkUntil: Instant | null
  seenAt: Instant | null
  acknowledgedAt: Instant | null
  onTheWayAt: Instant | null
  arrivedAt: Instant | null
}

export interface AlarmView {
  number: number
  reason: PageReason
  about: string | null
  at: Instant
  round: number
  answeredAt: Instant | null
  answeredBy: string | null
}

export interface EmergencyEvent {
  number: number
  at: Instant
  what: string
  by: string
  about: string | null
}

export interface StoodDown {
  at: Instant
  by: string
  role: Role
  outcome: Outcome
  reason: string
}

export interface ScenePlace {
  area: string | null
  location: GeoPoint | null
  address: string | null
  alias: string | null
  contact: string | null
}

export interface MayDo {
  answer: boolean
  lead: boolean
  link: boolean
  standDown: boolean
}

export interface EmergencyView {
  id: string
  stationId: string
  service: string
  area: string | null
  state: EmergencyState
  openedAt: Instant
  episode: number
  version: number
  lead: string
  head: string
  sent: boolean
  requestRunning: boolean
  teamBy: Instant | null
  people: PersonRow[]
  units: UnitRow[]
  alarms: AlarmView[]
  events: EmergencyEvent[]
  end: StoodDown | null
  place: ScenePlace | null
  mine: MayDo
}

export interface NamedEmergency {
  emergency: EmergencyView
  names: Record<string, string>
}

export interface EmergencyBrief {
  id: string
  stationId: string
  service: string
  area: string | null
  state: EmergencyState
  openedAt: Instant
  lead: string
  sent: boolean
  acknowledged: number
  alarms: number
}

export interface PageView {
  emergencyId: string
  stationId: string
  number: number
  office: Office
  service: string
  area: string | null
  state: EmergencyState
  pagedAt: Instant
  round: number
  rings: boolean
  isOver: boolean
  isLead: boolean
  alone: boolean
  sent: boolean
  acknowledgedAt: Instant | null
  onTheWayAt: Instant | null
  arrivedAt: Instant | null
  backAt: Instant | null
  checkInBy: Instant | null
  debriefBy: Instant | null
  alarms: AlarmView[]
}

export interface UnitPageView {
  unitZh: string
  unitEn: string
  stationZh: string
  stationEn: string
  state: EmergencyState
  openedAt: Instant
  linkUntil: Instant
  place: ScenePlace | null
  onTheWay: number
  acknowledgedAt: Instant | null
  onTheWayAt: Instant | null
  arrivedAt: Instant | null
}

export interface UnitLinkView {
  unitId: string
  path: string
}
