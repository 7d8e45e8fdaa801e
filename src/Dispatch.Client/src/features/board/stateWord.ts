import type { BoardRow, RequestState } from '@/shared/api/types'

/** What the board calls a request's state: Unfilled alone would also be said of one that lacks a second person, or was not kept. */
export type StateWord = RequestState | 'Partly' | 'NotKept'

export function stateWord({ state, assignments, notKept }: BoardRow): StateWord {
  if (state !== 'Unfilled') return state
  return assignments.length > 0 ? 'Partly' : notKept ? 'NotKept' : 'Unfilled'
}

/** The word's key in the locale files. */
export function stateKey(word: StateWord): string {
  return word === 'Partly' || word === 'NotKept' ? `board.state.${word}` : `common.state.${word}`
}
