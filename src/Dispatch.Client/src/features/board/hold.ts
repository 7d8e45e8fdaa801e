/** The order a list shows while somebody may be reading it. */
export interface Shown {
  /** Ids in the order shown; ids that left the board stay until the reader lets go. */
  order: string[]
  /** Ids that wait behind "n new". */
  waiting: string[]
}

/**
 * Arranges a list anew. While it is held nothing moves: rows stay where they are and new ones wait.
 * `wanted` is the order by urgency; `release` puts everything in its place.
 */
export function arrange(before: Shown, wanted: string[], held: boolean): Shown {
  if (!held || before.order.length === 0) return { order: wanted, waiting: [] }
  const shown = new Set(before.order)
  return { order: before.order, waiting: wanted.filter((id) => !shown.has(id)) }
}
