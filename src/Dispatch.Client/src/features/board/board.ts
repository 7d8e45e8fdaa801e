import type { BoardPush, BoardResponder, BoardRow, BoardView } from '@/shared/api/types'

/** One station's board as the page holds it. Never changed in place. */
export interface Board {
  stationId: string
  epoch: string
  version: number
  rebuilding: boolean
  rows: ReadonlyMap<string, BoardRow>
  responders: ReadonlyMap<string, BoardResponder>
}

export function boardOf(view: BoardView): Board {
  return {
    stationId: view.stationId,
    epoch: view.epoch,
    version: view.version,
    rebuilding: view.rebuilding,
    rows: new Map(view.rows.map((row) => [row.id, row])),
    responders: new Map(view.responders.map((responder) => [responder.id, responder])),
  }
}

/**
 * Folds a change into a board. Null: the change does not follow from this board, so the whole has to be fetched.
 * A change that overlaps what is held is applied too: each row carries its own version, and the newer one wins.
 */
export function applyChange(board: Board, change: BoardPush): Board | null {
  if (change.epoch !== board.epoch || change.fromVersion > board.version) return null
  if (change.version <= board.version) return board
  if (change.rowsChanged.some((row) => !board.rows.has(row.id))) return null
  const changed = change.rowsChanged.map((row) => ({ ...(board.rows.get(row.id) as BoardRow), ...row }))
  return {
    ...board,
    version: change.version,
    rows: fold(board.rows, [...change.rows, ...changed], change.rowsGone),
    responders: fold(board.responders, change.responders, change.respondersGone),
  }
}

function fold<T extends { id: string; version: number }>(held: ReadonlyMap<string, T>, changed: T[], gone: string[]): ReadonlyMap<string, T> {
  if (changed.length === 0 && gone.length === 0) return held
  const next = new Map(held)
  for (const item of changed) {
    const old = next.get(item.id)
    if (!old || item.version >= old.version) next.set(item.id, item)
  }
  for (const id of gone) next.delete(id)
  return next
}
