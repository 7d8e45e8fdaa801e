import type { Population } from '@/shared/api/careTypes'
import type { Channel, Gender, RequestDraft } from '@/shared/api/types'
import { momentOf } from '@/shared/time/zone'

/** What the operator types while somebody is on the telephone. */
export interface Call {
  service: string
  stationId: string
  area: string
  address: string
  description: string
  alias: string
  contact: string
  /** Wall time at the station, `2026-01-05T14:30`; empty: now. */
  startsAt: string
  minutes: number | ''
  languages: string[]
  gender: Gender
  /** Of the person in need; empty: not told. */
  ageBand: string
  /** Sealed: populations that the person belongs to. */
  populations: Population[]
  /** Sealed: accounts of counsellors who may not serve, parted by blanks or commas. */
  conflicts: string
  channel: Channel
  riskCue: boolean
}

export function emptyCall(stationId: string): Call {
  return {
    service: '',
    stationId,
    area: '',
    address: '',
    description: '',
    alias: '',
    contact: '',
    startsAt: '',
    minutes: '',
    languages: [],
    gender: 'Any',
    ageBand: '',
    populations: [],
    conflicts: '',
    channel: 'Phone',
    riskCue: false,
  }
}

/** With what staff alone may name; sealed from then on. */
export interface StaffDraft extends RequestDraft {
  populations?: Population[]
  conflicts?: string[]
}

/** The draft to send: what was left empty is left out, so that the service's own values hold. */
export function draftOf(call: Call, zone: string): StaffDraft {
  const startsAt = momentOf(zone, call.startsAt)
  const conflicts = call.conflicts.toLowerCase().split(/[\s,，、]+/).filter((account) => account !== '')
  return {
    service: call.service,
    area: call.area,
    address: call.address.trim() || null,
    description: call.description.trim() || null,
    alias: call.alias.trim() || null,
    contact: call.contact.trim() || null,
    startsAt: Number.isNaN(startsAt) ? null : new Date(startsAt).toISOString(),
    minutes: call.minutes === '' ? null : call.minutes,
    languages: call.languages,
    gender: call.gender,
    ageBand: call.ageBand || null,
    ...(call.populations.length > 0 ? { populations: call.populations } : {}),
    ...(conflicts.length > 0 ? { conflicts } : {}),
    channel: call.channel,
    riskCue: call.riskCue,
  }
}
