// The JSON of the API and the hub, mirroring the records of src/Dispatch.Contracts: same names, camelCase. Times are ISO 8601 in UTC.

export type * from './boardTypes'
export type * from './chatTypes'
export type * from './emergencyTypes'
export type * from './helpTypes'

export type RiskLevel = 'General' | 'Serious' | 'HighRisk'
export type Lane = 'Ordinary' | 'Urgent' | 'Emergency'
export type ResponderKind = 'Volunteer' | 'Counsellor'
export type Channel = 'Web' | 'Phone' | 'Station' | 'Group'
export type Gender = 'Any' | 'Female' | 'Male'
export type TravelMode = 'Walk' | 'EBike' | 'Car'
export type Role = 'Resident' | 'Volunteer' | 'Counsellor' | 'Coordinator' | 'StationHead' | 'Admin'
export type RequestState =
  | 'Submitted'
  | 'Matching'
  | 'Offered'
  | 'Assigned'
  | 'Completed'
  | 'Confirmed'
  | 'Unfilled'
  | 'Cancelled'
  | 'Referred'
export type AssignmentState = 'Accepted' | 'EnRoute' | 'OnSite' | 'Completed' | 'HandedBack' | 'NoShow' | 'Withdrawn'
export type OfferState = 'Pending' | 'Accepted' | 'Declined' | 'Lapsed' | 'Withdrawn'
export type Answer = 'Accept' | 'Decline' | 'Later'
export type ProgressStep = 'EnRoute' | 'OnSite' | 'Completed'

/** A moment as ISO 8601 in UTC. */
export type Instant = string

export interface GeoPoint {
  lat: number
  lon: number
}

export interface SkillLevel {
  code: string
  level: number
}

export interface HeldSkill extends SkillLevel {
  validUntil: Instant | null
}

export interface ScoreFactor {
  code: string
  value: number
  points: number
}

// Sign-in

export interface SignIn {
  account: string
  password: string
}

export interface SessionView {
  account: string
  displayName: string
  role: Role
  stationId: string | null
  demo: boolean
}

// Catalogue and stations

export interface Named {
  nameZh: string
  nameEn: string
}

export interface ServiceView extends Named {
  code: string
  group: string
  descriptionZh: string
  descriptionEn: string
  level: RiskLevel
  kinds: ResponderKind[]
  skills: SkillLevel[]
  trainedOnly: boolean
  minutes: number
  remote: boolean
  /** May be asked for in the other mode as well. */
  otherMode: boolean
  psychological: boolean
  referralOnly: boolean
  /** Nobody asks for it: the care team sends it out. */
  ofCase: boolean
}

export interface SkillView extends Named {
  code: string
  maxLevel: number
}

export interface LanguageView extends Named {
  code: string
}

export interface CatalogueView {
  services: ServiceView[]
  skills: SkillView[]
  languages: LanguageView[]
}

export interface AreaView extends Named {
  code: string
  centre: GeoPoint
}

export interface StationView extends Named {
  id: string
  kind: string
  centre: GeoPoint
  radiusMetres: number
  areas: AreaView[]
  timeZone: string
}

// Requests

export interface RequestDraft {
  service: string
  description?: string | null
  skills?: SkillLevel[]
  languages?: string[]
  location?: GeoPoint | null
  area?: string | null
  address?: string | null
  startsAt?: Instant | null
  minutes?: number | null
  gender?: Gender
  stationId?: string | null
  remote?: boolean | null
  respondersNeeded?: number | null
  alias?: string | null
  contact?: string | null
  channel?: Channel
  riskCue?: boolean
  ageBand?: string | null
}

export interface Submitted {
  id: string
  code: string
  state: RequestState
  version: number
  level: RiskLevel
  stationId: string
  possibleDuplicates: string[]
}

/** Words kept from dispatch, opened with a reason until a time. */
export interface SealedView {
  requestId: string
  description: string | null
  closeReason: string | null
  words: TimelineEntry[]
  until: Instant
}

export interface StationNotice {
  id: string
  stationId: string
  requestId: string
  by: string
  role: Role
  at: Instant
  reason: string
  to: Role
  seenAt: Instant | null
  kind: string
}

export interface RequestOffer {
  id: string
  responderId: string
  name: string
  kind: ResponderKind
  state: OfferState
  wave: number
  sentAt: Instant
  expiresAt: Instant
  deliveredAt: Instant | null
  seenAt: Instant | null
  answeredAt: Instant | null
  reason: string | null
  byHand: boolean
}

export interface RequestAssignment {
  responderId: string
  name: string
  kind: ResponderKind
  state: AssignmentState
  lead: boolean
  acceptedAt: Instant
  deadline: Instant | null
}

/** What the board's row and the request in full have in common. */
export interface RequestOutline {
  id: string
  version: number
  state: RequestState
  stationId: string
  outsideCircles: boolean
  service: string
  level: RiskLevel
  levelProvisional: boolean
  lane: Lane
  position: GeoPoint | null
  area: string | null
  remote: boolean
  channel: Channel
  submittedAt: Instant
  startsAt: Instant
  minutes: number
  respondersNeeded: number
  owner: string
  /** What the owner is called; without it the account stands. */
  ownerName?: string | null
  deadline: Instant | null
  wave: number
  radiusMetres: number
  assignments: RequestAssignment[]
  /** Since when a public incident keeps it waiting. */
  pausedAt: Instant | null
}

export interface RequestView extends RequestOutline {
  levelReasons: string[]
  description: string | null
  descriptionSealed: boolean
  skills: SkillLevel[]
  languages: string[]
  gender: Gender
  offers: RequestOffer[]
  closeReason: string | null
}

export interface TimelineEntry {
  at: Instant
  what: string
  by: string
  note: string | null
  version: number
  times: number
  lastAt: Instant | null
}

export interface CandidateView {
  responderId: string
  name: string
  kind: ResponderKind
  stationId: string
  eligible: boolean
  score: number
  distanceMetres: number | null
  travelMinutes: number | null
  why: ScoreFactor[]
  whyNot: string[]
}

// Responders

export interface OfferView {
  id: string
  requestId: string
  state: OfferState
  service: string
  level: RiskLevel
  lane: Lane
  area: string | null
  distanceMetres: number | null
  travelMinutes: number | null
  remote: boolean
  startsAt: Instant
  minutes: number
  skills: SkillLevel[]
  languages: string[]
  sentAt: Instant
  expiresAt: Instant
  wave: number
  why: ScoreFactor[]
  code: string | null
}

export interface TaskView {
  requestId: string
  offerId: string
  state: AssignmentState
  lead: boolean
  service: string
  level: RiskLevel
  startsAt: Instant
  minutes: number
  remote: boolean
  area: string | null
  location: GeoPoint | null
  address: string | null
  alias: string | null
  contact: string | null
  description: string | null
  acceptedAt: Instant
  deadline: Instant | null
}

export interface PastTask {
  requestId: string
  service: string
  state: AssignmentState
  endedAt: Instant
  minutes: number
}

/** Minutes of the local day; they may wrap midnight. */
export interface QuietHours {
  fromMinute: number
  toMinute: number
}

export interface ResponderView {
  id: string
  kind: ResponderKind
  stationId: string
  name: string
  onDuty: boolean
  onDutySince: Instant | null
  travelMode: TravelMode
  position: GeoPoint | null
  capacity: number
  quiet: QuietHours | null
  skills: HeldSkill[]
  languages: string[]
  offers: OfferView[]
  tasks: TaskView[]
  past: PastTask[]
  minutesServed: number
  coolUntil: Instant | null
  alertsThisWeek: number
  alertsPerWeek: number
  positionAllowed: boolean | null
}

// Commands by REST

export interface SetDuty {
  onDuty: boolean
  location?: GeoPoint | null
  travelMode?: TravelMode | null
}

export interface AnswerOffer {
  answer: Answer
  note?: string | null
  at?: Instant | null
}

export interface ReportProgress {
  step: ProgressStep
}

export interface ConfirmRequest {
  kept: boolean
  note?: string | null
}
