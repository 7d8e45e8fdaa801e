// The private chat, mirroring the records of src/Dispatch.Contracts/Chats.

import type { Instant, RiskLevel } from './types'

export type ChatSide = 'Resident' | 'Counsellor' | 'Product'
export type ChatEvent = 'Joined' | 'HandedOver' | 'Dropped' | 'Ended' | 'Lapsed'
export type ChatAlarmKind = 'ResidentSilent' | 'ResidentGone' | 'CounsellorSilent' | 'CounsellorGone' | 'CounsellorDropped' | 'Cue'
export type ChatStir = 'Message' | 'Alarm' | 'Wanted' | 'Screening'

export interface ChatMessage {
  number: number
  from: ChatSide
  at: Instant
  text: string
  event: ChatEvent | null
  by: string | null
  clientId: string | null
}

export interface ChatAlarmView {
  number: number
  kind: ChatAlarmKind
  at: Instant
  level: RiskLevel
  seenBy: string | null
}

export interface ChatView {
  requestId: string
  available: boolean
  open: boolean
  level: RiskLevel
  with: string | null
  attending: string | null
  alone: boolean
  last: number
  seenByResident: number
  seenByCounsellor: number
  messages: ChatMessage[]
  more: boolean
  alarms: ChatAlarmView[]
  transcript: boolean
  earlier: boolean
}

export interface ChatReceipt {
  number: number
  at: Instant
  level: RiskLevel
  danger: boolean
}

/** That something changed; what it is one asks for. */
export interface ChatBell {
  requestId: string
  last: number
  seenByResident: number
  seenByCounsellor: number
  typing: ChatSide | null
}

export interface ChatStirring {
  requestId: string
  what: ChatStir
}
