import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import type { CareDeskView } from '@/shared/api/careTypes'
import { get } from '@/shared/api/http'
import { refusalText } from '@/shared/i18n/refusalText'

const everyMs = 10_000

/** Who waits, the own cases and their follow-ups; asked again every ten seconds while the page is looked at. */
export function useDesk() {
  const desk = shallowRef<CareDeskView | null>(null)
  const failure = ref('')
  let timer = 0

  async function load(): Promise<void> {
    try {
      desk.value = await get<CareDeskView>('/api/triage')
      failure.value = ''
    } catch (error) {
      failure.value = refusalText(error)
    }
  }

  onMounted(() => {
    void load()
    timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') void load()
    }, everyMs)
  })
  onBeforeUnmount(() => window.clearInterval(timer))
  return { desk, failure, load }
}
