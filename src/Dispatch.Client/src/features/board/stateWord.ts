import type { BoardRow, RequestState } from '@/shared/api/types'

/** What the board calls a request's state: Unfilled alone would also be said of one that lacks a second person, or was not kept. */
export type StateWord = RequestState | 'Partly' | 'NotKept' | 'Paused'

export function stateWord({ state, assignments, notKept, pausedAt, offersOpen }: BoardRow): StateWord {
  if (pausedAt && assignments.length === 0 && offersOpen === 0) return 'Paused'
  if (state !== 'Unfilled') return state
  return assignments.length > 0 ? 'Partly' : notKept ? 'NotKept' : 'Unfilled'
}

/** The word's key in the locale files. */
export function stateKey(word: StateWord): string {
  return word === 'Partly' || word === 'NotKept' || word === 'Paused' ? `board.state.${word}` : `common.state.${word}`
}
