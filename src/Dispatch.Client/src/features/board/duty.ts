import type { BoardResponder } from '@/shared/api/types'

export interface Duty {
  /** On duty, the freest first. */
  on: BoardResponder[]
  /** Not on duty now, but listed: available by calendar, or resting. */
  next: BoardResponder[]
  /** Who of each kind would most likely be asked first: free, the least loaded, longest on duty. */
  firstIds: ReadonlySet<string>
}

export function isResting(responder: BoardResponder, nowMs: number): boolean {
  return responder.coolUntil !== null && Date.parse(responder.coolUntil) > nowMs
}

export function isFree(responder: BoardResponder, nowMs: number): boolean {
  return responder.onDuty && responder.load < responder.capacity && !isResting(responder, nowMs)
}

export function dutyOf(responders: Iterable<BoardResponder>, nowMs: number): Duty {
  const all = [...responders].sort(byFreedom(nowMs))
  const on = all.filter((responder) => responder.onDuty)
  const free = on.filter((responder) => isFree(responder, nowMs))
  const firsts = (['Counsellor', 'Volunteer'] as const).flatMap((kind) => free.find((responder) => responder.kind === kind)?.id ?? [])
  return { on, next: all.filter((responder) => !responder.onDuty), firstIds: new Set(firsts) }
}

function byFreedom(nowMs: number): (a: BoardResponder, b: BoardResponder) => number {
  return (a, b) =>
    Number(isFree(b, nowMs)) - Number(isFree(a, nowMs)) ||
    a.load / a.capacity - b.load / b.capacity ||
    Number(b.kind === 'Counsellor') - Number(a.kind === 'Counsellor') ||
    (a.onDutySince ?? '~').localeCompare(b.onDutySince ?? '~') ||
    a.id.localeCompare(b.id)
}
