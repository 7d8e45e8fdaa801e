import type { BoardRow, RequestState, RiskLevel } from '@/shared/api/types'

const levelRank: Record<RiskLevel, number> = { HighRisk: 0, Serious: 1, General: 2 }

/** Nobody could be found comes before still looking, looking before waiting for answers, and what is in hands last. */
const stateRank: Record<RequestState, number> = {
  Unfilled: 0,
  Submitted: 1,
  Matching: 1,
  Offered: 2,
  Assigned: 3,
  Completed: 4,
  Confirmed: 5,
  Cancelled: 5,
  Referred: 5,
}

export function isOverdue(row: BoardRow, nowMs: number): boolean {
  return row.deadline !== null && Date.parse(row.deadline) <= nowMs
}

/** Danger to life: always in view, never held back. */
export function isEmergency(row: BoardRow): boolean {
  return row.lane === 'Emergency' || row.level === 'HighRisk'
}

/** Whether somebody at this desk should act now, rather than watch. */
export function needsHand(row: BoardRow, nowMs: number): boolean {
  return (row.state === 'Unfilled' && !row.pausedAt) || isOverdue(row, nowMs) || (isEmergency(row) && !isInHands(row))
}

/** As many people as asked for have it. */
export function isInHands(row: BoardRow): boolean {
  return row.state === 'Assigned' || row.state === 'Completed'
}

/** Overdue first, then level, state and deadline; the older request and then the id decide a tie. */
export function byUrgency(nowMs: number): (a: BoardRow, b: BoardRow) => number {
  return (a, b) =>
    Number(isOverdue(b, nowMs)) - Number(isOverdue(a, nowMs)) ||
    levelRank[a.level] - levelRank[b.level] ||
    stateRank[a.state] - stateRank[b.state] ||
    moment(a.deadline) - moment(b.deadline) ||
    moment(a.submittedAt) - moment(b.submittedAt) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The next moment the operator waits for: an offer's end while one is open, the deadline otherwise. */
export function nextMoment(row: BoardRow): { at: string; what: 'offer' | 'deadline' } | null {
  if (row.offersOpen > 0 && row.offerExpiresAt) return { at: row.offerExpiresAt, what: 'offer' }
  return row.deadline ? { at: row.deadline, what: 'deadline' } : null
}

function moment(at: string | null): number {
  return at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at)
}
