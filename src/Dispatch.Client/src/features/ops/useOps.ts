import { onScopeDispose, ref, shallowRef } from 'vue'
import { get } from '@/shared/api/http'
import type { OpsView } from '@/shared/api/opsTypes'

/** Processes report every five seconds, so asking more often shows nothing new. */
const everyMs = 5_000

/** The operations view, fetched again and again while somebody looks at the page. */
export function useOps() {
  const view = shallowRef<OpsView | null>(null)
  const failed = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function load(): Promise<void> {
    clearTimeout(timer)
    try {
      view.value = await get<OpsView>('/api/ops')
      failed.value = false
    } catch {
      failed.value = true
    }
    if (!over && !document.hidden) timer = setTimeout(() => void load(), everyMs)
  }

  function whenShown(): void {
    if (!document.hidden) void load()
  }

  document.addEventListener('visibilitychange', whenShown)
  onScopeDispose(() => {
    over = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', whenShown)
  })
  void load()
  return { view, failed, load }
}
