import { ref } from 'vue'
import { refusalText } from '@/shared/i18n/refusalText'

/** Runs one call after another of a form: whether one is under way, and in words why the last failed. Answers whether it was done. */
export function useRun() {
  const busy = ref(false)
  const failure = ref('')

  async function run(act: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    failure.value = ''
    try {
      await act()
      return true
    } catch (error) {
      failure.value = refusalText(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, run }
}
