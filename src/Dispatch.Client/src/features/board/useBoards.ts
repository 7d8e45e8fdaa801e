import { computed, effectScope, onScopeDispose, shallowRef, watch, type EffectScope, type Ref } from 'vue'
import { useBoard } from './useBoard'

type Live = ReturnType<typeof useBoard>

/** The boards of several stations as one. Stations that stay keep their board when others come or go. */
export function useBoards(stationIds: Ref<string[]>) {
  const scopes = new Map<string, EffectScope>()
  const boards = shallowRef<Live[]>([])

  watch(
    stationIds,
    (wanted) => {
      const kept = boards.value.filter((live) => wanted.includes(live.stationId))
      for (const [id, scope] of scopes) {
        if (wanted.includes(id)) continue
        scope.stop()
        scopes.delete(id)
      }
      const added = wanted.filter((id) => !scopes.has(id)).map(open)
      boards.value = [...kept, ...added]
    },
    { immediate: true },
  )

  function open(id: string): Live {
    const scope = effectScope()
    scopes.set(id, scope)
    return scope.run(() => useBoard(id)) as Live
  }

  onScopeDispose(() => scopes.forEach((scope) => scope.stop()))
  return {
    rows: computed(() => boards.value.flatMap((live) => [...(live.board.value?.rows.values() ?? [])])),
    /** Station -> its responders. */
    responders: computed(() => new Map(boards.value.map((live) => [live.stationId, [...(live.board.value?.responders.values() ?? [])]]))),
    loaded: computed(() => boards.value.length > 0 && boards.value.every((live) => live.board.value !== null)),
    rebuilding: computed(() => boards.value.some((live) => live.board.value?.rebuilding === true)),
    failure: computed(() => boards.value.map((live) => live.failure.value).find((failure) => failure !== null) ?? null),
  }
}
