/** How long to wait before the next try: half a second at first, doubling to ten, spread by up to half so that a station's screens do not all return at once. */
export function retryDelayMs(attempt: number, random: number): number {
  const base = Math.min(500 * 2 ** attempt, 10_000)
  return Math.round(base * (0.75 + random / 2))
}
