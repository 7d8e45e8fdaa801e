import type { GeoPoint } from '@/shared/api/types'

/** The item nearest to a place with its distance in metres. */
export function nearest<T>(from: GeoPoint, items: readonly T[], at: (item: T) => GeoPoint): { item: T; metres: number } | null {
  let best: { item: T; metres: number } | null = null
  for (const item of items) {
    const metres = distance(from, at(item))
    if (!best || metres < best.metres) best = { item, metres }
  }
  return best
}

/** Great-circle distance in metres (haversine on the mean radius of 6,371,009 m, IUGG). */
export function distance(a: GeoPoint, b: GeoPoint): number {
  const rad = Math.PI / 180
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2
  const h = half(b.lat - a.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(b.lon - a.lon)
  return 2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(h)))
}
