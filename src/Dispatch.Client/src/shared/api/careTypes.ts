// Cases, mirroring the records of src/Dispatch.Contracts/Care and src/Dispatch.Web/Cases.

import type { Instant, RiskLevel, Role } from './types'

export type CareStep = 'Ease' | 'Assess' | 'Refer' | 'Intervene' | 'FollowUp'
export type CrisisStage = 'Before' | 'During' | 'After'
export type StepCriterion = 'ContactRecorded' | 'LevelConfirmed' | 'ReferralSettled' | 'Stabilised' | 'PlanComplete' | 'VoiceRecorded'
export type CaseState = 'Open' | 'Handled' | 'Closed'
export type ReferralState = 'Sent' | 'Accepted' | 'Declined' | 'Returned' | 'Withdrawn'
export type GoalState = 'Open' | 'Reached' | 'Dropped'
export type NoteKind = 'Session' | 'Plan' | 'Supervision' | 'Assessment' | 'Closing'
export type LevelStep = 'Graded' | 'Raised' | 'Warned' | 'Confirmed' | 'Lowered'
export type ContactWay = 'Call' | 'Visit' | 'Message' | 'Station'
export type ContactResult = 'Reached' | 'Missed' | 'Declined'
export type FollowUpStanding = 'Overdue' | 'Open' | 'Done' | 'Replanned'
export type FollowUpRung = 'Call' | 'HomeCheck' | 'Supervisor'
export type FollowUpOutcome = 'Reached' | 'MetAtHome' | 'MetAtAssessment' | 'Declined' | 'Unreachable' | 'Ended'
export type FollowUpCause = 'Due' | 'Untried' | 'HomeCheckMissed' | 'Undecided'

export interface FollowUpView {
  caseId: string
  number: number
  level: RiskLevel
  standing: FollowUpStanding
  rung: FollowUpRung
  dueAt: Instant
  nextAt: Instant | null
  tries: number
  owner: string
  deputy: string
  outcome: FollowUpOutcome | null
  successor: number | null
  sendFrom: Instant | null
}

export type FollowUpTaskState = 'Out' | 'Answered' | 'Done' | 'Back'
export type FollowUpTaskEnd = 'Unfilled' | 'Cancelled' | 'Unanswered' | 'Overtaken' | 'Recalled' | 'Refused'

export interface FollowUpTaskView {
  number: number
  state: FollowUpTaskState
  way: ContactWay
  byVolunteer: boolean
  sentAt: Instant
  attempt: number
  result: ContactResult | null
  end: FollowUpTaskEnd | null
  hasResponder: boolean
}

export interface FollowUpAlert {
  number: number
  cause: FollowUpCause
  to: string
}

export interface CareRow {
  caseId: string
  stationId: string
  area: string | null
  service: string
  version: number
  askedAt: Instant
  state: CaseState | null
  aside: boolean
  step: CareStep | null
  level: RiskLevel
  unanswered: boolean
  waitingSince: Instant
  human: string
  owner: string | null
  deputy: string | null
  hindered: string | null
  waits: boolean
  asksAdvice: boolean
  clocks: FollowUpView[]
  alerts: FollowUpAlert[]
  ownerLeft: boolean
  deputyLeft: boolean
}

export interface CareDeskView {
  at: Instant
  triage: CareRow[]
  cases: CareRow[]
  followUps: FollowUpView[]
  calls: string[]
}

export interface CareColleague {
  account: string
  name: string
  crisisQualified: boolean
  cases: number
  points: number
  cap: number
}

export interface LevelChange {
  version: number
  step: LevelStep
  from: RiskLevel
  to: RiskLevel
  by: string
  role: Role
  at: Instant
  codes: string[]
  reason: string | null
}

export interface LevelView {
  level: RiskLevel
  provisional: boolean
  unanswered: boolean
  waitingSince: Instant
  version: number
  changes: LevelChange[]
}

export interface StepEntry {
  step: CareStep
  at: Instant
  by: string
  reason: string | null
}

export interface CaseContact {
  number: number
  at: Instant
  by: string
  way: ContactWay
  clientVoice: boolean
  noteNumber: number | null
}

export interface NoteRef {
  number: number
  kind: NoteKind
  contentId: string
  by: string
  at: Instant
}

export interface NoteView {
  caseId: string
  number: number
  kind: NoteKind
  by: string
  at: Instant
  text: string
}

export interface Goal {
  number: number
  text: string
  by: string
  at: Instant
  state: GoalState
  endedAt: Instant | null
  reason: string | null
}

export interface Referral {
  number: number
  unitId: string
  reason: string
  clientTold: boolean
  by: string
  sentAt: Instant
  answerBy: Instant
  state: ReferralState
  answeredAt: Instant | null
  answer: string | null
}

export interface Supervision {
  number: number
  by: string
  at: Instant
  noteNumber: number
  answeredBy: string | null
  answeredAt: Instant | null
  adviceNote: number | null
}

export interface Reassessment {
  number: number
  by: string
  at: Instant
  stable: boolean
  noteNumber: number
}

export interface LinkedFile {
  kind: 'Dispute' | 'Petition'
  fileId: string
  by: string
  at: Instant
}

export interface Signature {
  by: string
  role: Role
  at: Instant
}

export interface CaseEvent {
  at: Instant
  kind: string
  by: string
  role: Role
  reason: string | null
}

export interface CaseView {
  id: string
  requestId: string
  stationId: string
  area: string | null
  state: CaseState
  stage: CrisisStage
  step: CareStep
  missing: StepCriterion[]
  bar: RiskLevel
  level: LevelView
  owner: string
  deputy: string
  supervisor: string
  opening: number
  version: number
  followUps: FollowUpView[]
  steps: StepEntry[]
  contacts: CaseContact[]
  notes: NoteRef[]
  goals: Goal[]
  referrals: Referral[]
  links: LinkedFile[]
  supervisions: Supervision[]
  reassessments: Reassessment[]
  history: CaseEvent[]
  handled: Signature | null
  closed: Signature | null
  readsNotes: boolean
}

export interface StepName {
  step: CareStep
  nameZh: string
  nameEn: string
  stage: CrisisStage
  stageZh: string
  stageEn: string
  doneWhen: StepCriterion[]
}

export interface CareUnit {
  id: string
  nameZh: string
  nameEn: string
  kind: string
  emergencyLinked: boolean
  stations: string[]
}

export interface PersonName {
  account: string
  name: string | null
}

export interface CasePage {
  case: CaseView
  steps: StepName[]
  units: CareUnit[]
  people: PersonName[]
}

export type SideKind = 'Dispute' | 'Petition'
export type SupportState = 'Asked' | 'Accepted' | 'Declined' | 'Ended'

export interface SideFileRow {
  id: string
  kind: SideKind
  reference: string
  openedAt: Instant
  settledAt: Instant | null
}

export interface SideFileView extends SideFileRow {
  stationId: string
  mediator: string
  supports: { number: number; askedAt: Instant; state: SupportState; changedAt: Instant | null }[]
}

export type Population = 'Minors' | 'Elders' | 'Corrections' | 'DrugRecovery' | 'SevereIllness'

export interface DemandReason {
  at: Instant
  by: string
  role: Role
  what: string
  about: string | null
  reason: string
}

export interface CareDemandView {
  populations: Population[]
  conflicts: string[]
  lacking: Population[]
  reasons: DemandReason[]
  names: boolean
  clears: boolean
}
