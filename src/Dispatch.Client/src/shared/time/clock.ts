import { computed, onScopeDispose, ref, toValue, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'

/** Server time minus the browser's, in milliseconds. Countdowns are read on the server's clock, which judges expiry. */
let offsetMs = 0
let offsetErrorMs = Number.POSITIVE_INFINITY

/** The server's present time in milliseconds, as well as the browser knows it. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

/**
 * Learns from an HTTP answer. The Date header counts whole seconds, so its middle is taken; a fast answer beats a slow one,
 * and an offset within the error already known is kept, so that countdowns do not hop.
 */
export function noteServerTime(date: string | null, sentAt: number, receivedAt: number): void {
  const stated = date ? Date.parse(date) : Number.NaN
  if (Number.isNaN(stated)) return
  const error = (receivedAt - sentAt) / 2 + 500
  const offset = stated + 500 - (sentAt + receivedAt) / 2
  if (error < offsetErrorMs || Math.abs(offset - offsetMs) > error + offsetErrorMs) {
    offsetMs = Math.abs(offset) <= error ? 0 : offset
    offsetErrorMs = error
  }
}

const now = ref(serverNow())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The server's time as a ref that moves four times a second, one timer for the whole page, stopped when nobody looks. */
export function useNow(): Readonly<Ref<number>> {
  if (watchers++ === 0) {
    now.value = serverNow()
    timer = setInterval(() => (now.value = serverNow()), 250)
  }
  onScopeDispose(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return now
}

export interface Remaining {
  /** Whole seconds left, rounded up; negative once passed. */
  seconds: number
  passed: boolean
}

/** What is left until a moment; null when there is none. */
export function remaining(until: string | null | undefined, atMs: number): Remaining | null {
  if (!until) return null
  const seconds = Math.ceil((Date.parse(until) - atMs) / 1000)
  return { seconds, passed: seconds <= 0 }
}

/** A running countdown to a moment. */
export function useCountdown(until: MaybeRefOrGetter<string | null | undefined>): ComputedRef<Remaining | null> {
  const current = useNow()
  return computed(() => remaining(toValue(until), current.value))
}
