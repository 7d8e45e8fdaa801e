import { onScopeDispose, ref, shallowRef } from 'vue'
import { get, Refusal } from '@/shared/api/http'
import type { BoardPush, BoardView } from '@/shared/api/types'
import { onResync, watchBoard } from '@/shared/live/hub'
import { applyChange, boardOf, type Board } from './board'

const leastPauseMs = 1_000
const pendingLimit = 500

/** Joins a station's snapshot with its stream of changes: a change that follows is applied, anything else fetches the whole again. */
export function useBoard(stationId: string) {
  const board = shallowRef<Board | null>(null)
  const failure = ref<unknown>(null)
  let pending: BoardPush[] = []
  let fetching = false
  let again = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(change: BoardPush): void {
    if (fetching || !board.value) {
      // Changes that arrive while the snapshot travels are kept for it; too many are not worth keeping.
      pending = pending.length < pendingLimit ? [...pending, change] : []
      return
    }
    const next = applyChange(board.value, change)
    if (next) board.value = next
    else void refetch()
  }

  async function refetch(): Promise<void> {
    if (fetching) {
      again = true
      return
    }
    fetching = true
    again = false
    try {
      const view = await get<BoardView>(`/api/boards/${encodeURIComponent(stationId)}`)
      board.value = boardOf(view)
      failure.value = null
    } catch (error) {
      failure.value = error
      // What one may no longer see does not stay on the screen.
      if (isForbidden(error)) board.value = null
    } finally {
      fetching = false
      afterFetch()
    }
  }

  function afterFetch(): void {
    const changes = pending
    pending = []
    changes.forEach((change) => board.value && take(change))
    if (again || (failure.value !== null && !isForbidden(failure.value)) || board.value?.rebuilding) later()
  }

  function later(): void {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(() => void refetch(), leastPauseMs)
  }

  const ends = [watchBoard(stationId, take), onResync(() => void refetch())]
  // The list is there before the live connection is; a lost connection does not empty it.
  void refetch()
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    ends.forEach((end) => end())
  })
  return { stationId, board, failure, refetch }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 403 || error.status === 404)
}
