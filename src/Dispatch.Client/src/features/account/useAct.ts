import { ref } from 'vue'
import { Refusal } from '@/shared/api/http'
import { refusalText } from '@/shared/i18n/refusalText'

/** Runs a change of secrets. One that needs a fresh sign-in asks for it and then runs again. Answers whether it was done. */
export function useAct(prove: () => Promise<boolean>) {
  const busy = ref(false)
  const failure = ref('')

  async function act(change: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    failure.value = ''
    try {
      await change().catch(async (error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'session.proof-required')) throw error
        if (!(await prove())) throw error
        await change()
      })
      return true
    } catch (error) {
      failure.value = refusalText(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, act }
}
