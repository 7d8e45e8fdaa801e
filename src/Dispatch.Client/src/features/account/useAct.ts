import { Refusal } from '@/shared/api/http'
import { useRun } from '@/shared/ui/useRun'

/** Runs a change of secrets. One that needs a fresh sign-in asks for it and then runs again. Answers whether it was done. */
export function useAct(prove: () => Promise<boolean>) {
  const { busy, failure, run } = useRun()

  function act(change: () => Promise<unknown>): Promise<boolean> {
    return run(() =>
      change().catch(async (error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'session.proof-required')) throw error
        if (!(await prove())) throw error
        await change()
      }),
    )
  }

  return { busy, failure, act }
}
