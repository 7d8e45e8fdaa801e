import type { BoardRow } from '@/shared/api/types'
import { stateWord } from './stateWord'
import { isEmergency, isInHands, isOverdue } from './urgency'

export type AlertKind = 'emergency' | 'unfilled' | 'partly' | 'notKept' | 'overdue'

/** What was known of a row when the alerts were last looked at. */
export interface Watched {
  emergency: boolean
  unfilled: boolean
  overdue: boolean
  /** An emergency nobody has in hands and nobody here has opened: it calls again. */
  calls: boolean
}

export interface Alert {
  row: BoardRow
  what: AlertKind
}

/** What began to need a hand since the last look. On the first look only emergencies count: the rest is plain to see. */
export function alertsBetween(before: ReadonlyMap<string, Watched> | null, rows: BoardRow[], nowMs: number, opened: ReadonlySet<string>) {
  const after = new Map(rows.map((row) => [row.id, look(row, nowMs, opened)]))
  const alerts = rows.flatMap((row): Alert[] => {
    const was = before?.get(row.id)
    const is = after.get(row.id)
    if (!is) return []
    if (is.emergency && is.calls && !was?.emergency) return [{ row, what: 'emergency' }]
    if (before === null) return []
    if (is.unfilled && !was?.unfilled) return [{ row, what: unfilledAs(row) }]
    return is.overdue && !was?.overdue ? [{ row, what: 'overdue' }] : []
  })
  return { after, alerts }
}

function look(row: BoardRow, nowMs: number, opened: ReadonlySet<string>): Watched {
  const emergency = isEmergency(row)
  return {
    emergency,
    unfilled: row.state === 'Unfilled',
    overdue: isOverdue(row, nowMs),
    calls: emergency && !isInHands(row) && !opened.has(row.id),
  }
}

function unfilledAs(row: BoardRow): AlertKind {
  const word = stateWord(row)
  return word === 'NotKept' ? 'notKept' : word === 'Partly' ? 'partly' : 'unfilled'
}
