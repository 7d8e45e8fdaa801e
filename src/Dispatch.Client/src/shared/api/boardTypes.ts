// Boards and the pushes of the hub; read through types.ts.

import type { ChatBell, ChatStirring, GeoPoint, HelpView, Instant, OfferView, PageView, RequestOutline, ResponderKind, TravelMode } from './types'

export interface BoardRow extends RequestOutline {
  offersOpen: number
  offerExpiresAt: Instant | null
  notKept: boolean
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

export type BoardRowChange = Pick<BoardRow, 'id' | 'version'> & Partial<BoardRow>

export interface BoardPush {
  stationId: string
  epoch: string
  fromVersion: number
  version: number
  at: Instant
  /** Rows that were not told before. */
  rows: BoardRow[]
  /** Of rows that were told before: id, version and what is different now. */
  rowsChanged: BoardRowChange[]
  rowsGone: string[]
  responders: BoardResponder[]
  respondersGone: string[]
}

/** What the hub pushes: method name -> argument. */
export interface LivePushes {
  BoardChanged: BoardPush
  OfferReceived: OfferView
  OfferChanged: OfferView
  RequestChanged: HelpView
  ChatRang: ChatBell
  ChatStirred: ChatStirring
  NoticeCame: string
  PageCame: PageView
  DutyChanged: string
  IncidentChanged: string
}
