import type { RequestDraft } from '@/shared/api/types'

/** One sending of one request. The key stays the same over all retries, so that the request is raised once. */
export interface Attempt {
  key: string
  body: string
}

/** Keeps the key while the body is the same; another body is another request and gets its own key. */
export function attemptFor(draft: RequestDraft, previous: Attempt | null, newKey: () => string): Attempt {
  const body = JSON.stringify(draft)
  return previous?.body === body ? previous : { key: newKey(), body }
}

/** Seconds before the next try: 2, 4, 8, then every 15; a server that names a time is obeyed up to two minutes. */
export function retryAfter(failures: number, told: number | null): number {
  if (told !== null && told > 0) return Math.min(told, 120)
  return Math.min(15, 2 ** Math.max(1, failures))
}
