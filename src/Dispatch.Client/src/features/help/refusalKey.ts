import { Refusal } from '@/shared/api/http'

/** The residents' own, plainer words for a failed call; `known` tells whether a text exists. */
export function refusalKey(error: unknown, known: (key: string) => boolean): string {
  const key = error instanceof Refusal ? `help.refusal.${error.code}` : 'help.refusal.any'
  return known(key) ? key : 'help.refusal.any'
}
