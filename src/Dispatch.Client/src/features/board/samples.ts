import type { BoardResponder, BoardRow, RequestView } from '@/shared/api/types'

export const noonMs = Date.parse('2026-01-05T12:00:00Z')

/** A moment so many seconds from noon. */
export function noonPlus(seconds: number): string {
  return new Date(noonMs + seconds * 1000).toISOString()
}

/** A row for tests: a General escort that is being matched. */
export function aRow(id: string, changes: Partial<BoardRow> = {}): BoardRow {
  return {
    id,
    version: 1,
    state: 'Matching',
    stationId: 'zhuoda',
    outsideCircles: false,
    service: 'escort',
    level: 'General',
    levelProvisional: false,
    lane: 'Ordinary',
    position: { lat: 18.27, lon: 109.52 },
    area: 'HI-SY-JY-ZD-DZ',
    remote: false,
    channel: 'Web',
    submittedAt: noonPlus(-60),
    startsAt: noonPlus(0),
    minutes: 60,
    respondersNeeded: 1,
    owner: 'coordinator.zhuoda',
    deadline: noonPlus(300),
    wave: 1,
    radiusMetres: 2_000,
    offersOpen: 0,
    offerExpiresAt: null,
    assignments: [],
    notKept: false,
    pausedAt: null,
    ...changes,
  }
}

/** A volunteer on duty for tests. */
export function aResponder(id: string, changes: Partial<BoardResponder> = {}): BoardResponder {
  return {
    id,
    name: id,
    kind: 'Volunteer',
    onDuty: true,
    onDutySince: noonPlus(-3_600),
    position: { lat: 18.27, lon: 109.52 },
    travelMode: 'Walk',
    load: 0,
    capacity: 2,
    crisisQualified: false,
    coolUntil: null,
    version: 1,
    ...changes,
  }
}

/** A request in full for tests, based on the row of the same shape. */
export function aView(changes: Partial<RequestView> = {}): RequestView {
  const { offersOpen: _open, offerExpiresAt: _expires, notKept: _notKept, ...row } = aRow('r')
  return {
    ...row,
    levelReasons: ['service-default'],
    description: null,
    descriptionSealed: false,
    skills: [],
    languages: [],
    gender: 'Any',
    offers: [],
    closeReason: null,
    ...changes,
  }
}
