import type { GeoPoint } from '@/shared/api/types'

const perRing = 6
const metresPerDegree = 111_000

interface Placed {
  id: string
  position: GeoPoint | null
}

/**
 * Sets apart what stands on one spot: coarse positions and area centroids coincide, and a sign under another cannot be seen or clicked.
 * The first stays, the others stand around it in rings; the order by id keeps each in its place from one drawing to the next.
 * @param ringMetres how far apart the rings are, which depends on the size of the signs and on the zoom
 */
export function spread<T extends Placed>(items: T[], ringMetres: number): Map<string, GeoPoint> {
  const spots = new Map<string, Placed[]>()
  for (const item of items) {
    if (!item.position) continue
    const spot = `${item.position.lat.toFixed(4)} ${item.position.lon.toFixed(4)}`
    spots.set(spot, [...(spots.get(spot) ?? []), item])
  }
  const places = new Map<string, GeoPoint>()
  for (const group of spots.values()) {
    group.sort((a, b) => (a.id < b.id ? -1 : 1)).forEach((item, index) => item.position && places.set(item.id, around(item.position, index, ringMetres)))
  }
  return places
}

function around(centre: GeoPoint, index: number, ringMetres: number): GeoPoint {
  if (index === 0) return centre
  const ring = Math.ceil(index / perRing)
  const angle = ((index % perRing) / perRing) * 2 * Math.PI + ring
  const reach = (ring * ringMetres) / metresPerDegree
  return { lat: centre.lat + reach * Math.sin(angle), lon: centre.lon + (reach * Math.cos(angle)) / Math.cos((centre.lat * Math.PI) / 180) }
}
