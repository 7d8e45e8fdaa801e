// The JSON of /api/session, /api/account, /api/people and /api/links, mirroring the records of src/Dispatch.Web/Accounts.

import type { Population } from './careTypes'
import type { Instant, Role } from './types'

export type Factor = 'Password' | 'StationCode' | 'Totp' | 'RecoveryCode' | 'Passkey'
export type AccountPhase = 'Open' | 'Invited' | 'Closed'
export type SignInStep = 'Opened' | 'SecondFactor' | 'Enrolment'

export interface HalfView {
  account: string
  displayName: string
  step: SignInStep
  totp: boolean
  recovery: boolean
  passkey: boolean
}

export interface PasskeyView {
  id: string
  name: string
  addedAt: Instant
  usedAt: Instant | null
  backedUp: boolean
}

export interface OwnSessionView {
  id: string
  device: string
  openedAt: Instant
  seenAt: Instant
  factor: Factor
  own: boolean
}

export interface OwnAccountView {
  account: string
  displayName: string
  role: Role
  stationId: string | null
  demo: boolean
  hasPassword: boolean
  needsSecondFactor: boolean
  appSince: Instant | null
  recoveryLeft: number
  passkeys: PasskeyView[]
  sessions: OwnSessionView[]
}

export interface TotpOffer {
  secret: string
  uri: string
  picture: string
  ticket: string
}

export interface RecoveryView {
  codes: string[]
}

export interface PersonView {
  account: string
  displayName: string
  role: Role
  stationId: string | null
  phase: AccountPhase
  locked: boolean
  secondFactor: boolean
  manageable: boolean
  erasable: boolean
}

export interface Application {
  id: string
  displayName: string
  account: string
  at: Instant
}

export interface PeopleView {
  people: PersonView[]
  next: string | null
  applications: Application[]
  roles: Role[]
}

export interface AccountNotice {
  number: number
  action: string
  at: Instant
  by: string
  facet: string | null
  device: string | null
}

/** An agreement: staff of one station may look at the board of another. */
export interface AgreementView {
  stationId: string
  with: string
}

export interface LinkView {
  account: string
  path: string
  expiresAt: Instant
}

export interface LinkTargetView {
  account: string
  displayName: string
  role: Role
  stationId: string | null
  opens: boolean
  expiresAt: Instant
}

export interface CodeView {
  code: string
  expiresAt: Instant
}

export interface QualificationNote {
  at: Instant
  by: string
  reason: string
}

export interface CompetenceTerm {
  population: Population
  until: Instant
}

export interface QualificationView {
  licensedUntil: Instant | null
  crisisQualified: boolean
  competences: Population[]
  competenceTerms: CompetenceTerm[]
  notes: QualificationNote[]
}
