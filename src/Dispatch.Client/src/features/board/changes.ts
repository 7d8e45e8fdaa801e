import type { RequestView } from '@/shared/api/types'

/** One thing that differs between what the operator saw and what is. `from` and `to` are codes or plain values. */
export interface Change {
  what: 'state' | 'level' | 'wave' | 'owner' | 'respondersNeeded' | 'offer' | 'assignment'
  name?: string
  from: string
  to: string
}

/** What changed in a request while the operator was deciding, in the order it matters. */
export function changesBetween(before: RequestView, after: RequestView): Change[] {
  return [
    ...field('state', before.state, after.state),
    ...field('level', before.level, after.level),
    ...people('assignment', before.assignments, after.assignments),
    ...people('offer', before.offers, after.offers),
    ...field('wave', before.wave, after.wave),
    ...field('respondersNeeded', before.respondersNeeded, after.respondersNeeded),
    ...(before.owner === after.owner ? [] : field('owner', before.ownerName ?? before.owner, after.ownerName ?? after.owner)),
  ]
}

function field(what: Change['what'], before: string | number, after: string | number): Change[] {
  return before === after ? [] : [{ what, from: String(before), to: String(after) }]
}

interface Part {
  responderId: string
  name: string
  state: string
}

function people(what: 'offer' | 'assignment', before: Part[], after: Part[]): Change[] {
  const old = new Map(before.map((part) => [part.responderId, part.state]))
  return after.flatMap((part) => {
    const from = old.get(part.responderId) ?? ''
    return from === part.state ? [] : [{ what, name: part.name, from, to: part.state }]
  })
}
