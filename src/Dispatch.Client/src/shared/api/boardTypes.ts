// Boards and the pushes of the hub; read through types.ts.

import type {
  Channel,
  GeoPoint,
  HelpView,
  Instant,
  Lane,
  OfferView,
  RequestAssignment,
  RequestState,
  ResponderKind,
  RiskLevel,
  TravelMode,
} from './types'

export interface BoardRow {
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
  deadline: Instant | null
  wave: number
  radiusMetres: number
  offersOpen: number
  offerExpiresAt: Instant | null
  assignments: RequestAssignment[]
  /** What the owner is called; without it the account stands. */
  ownerName?: string | null
}

export interface BoardResponder {
  id: string
  name: string
  kind: ResponderKind
  onDuty: boolean
  onDutySince: Instant | null
  position: GeoPoint | null
  travelMode: TravelMode
  load: number
  capacity: number
  crisisQualified: boolean
  coolUntil: Instant | null
  version: number
}

export interface BoardView {
  stationId: string
  epoch: string
  version: number
  at: Instant
  rebuilding: boolean
  rows: BoardRow[]
  responders: BoardResponder[]
}

export interface BoardChange {
  stationId: string
  epoch: string
  fromVersion: number
  version: number
  at: Instant
  rows: BoardRow[]
  rowsGone: string[]
  responders: BoardResponder[]
  respondersGone: string[]
}

/** What the hub pushes: method name -> argument. */
export interface LivePushes {
  BoardChanged: BoardChange
  OfferReceived: OfferView
  OfferChanged: OfferView
  RequestChanged: HelpView
}
