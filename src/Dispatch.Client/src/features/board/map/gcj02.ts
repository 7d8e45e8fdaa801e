import type { GeoPoint } from '@/shared/api/types'

// Chinese base maps are drawn on GCJ-02, a shifted datum. The shift is the publicly known series over the Krasovsky 1940 ellipsoid.
const semiMajorAxisMetres = 6_378_245
const eccentricitySquared = 0.006_693_421_622_965_943
const radians = Math.PI / 180

/** A WGS-84 position as it lies on a GCJ-02 map, for display only. Outside of China the two agree. */
export function toGcj02({ lat, lon }: GeoPoint): GeoPoint {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lat, lon }
  const x = lon - 105
  const y = lat - 35
  const sine = Math.sin(lat * radians)
  const flattening = 1 - eccentricitySquared * sine * sine
  const meridian = (semiMajorAxisMetres * (1 - eccentricitySquared)) / (flattening * Math.sqrt(flattening))
  const parallel = (semiMajorAxisMetres / Math.sqrt(flattening)) * Math.cos(lat * radians)
  return { lat: lat + northMetres(x, y) / (meridian * radians), lon: lon + eastMetres(x, y) / (parallel * radians) }
}

function northMetres(x: number, y: number): number {
  return (
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (20 * wave(6 * x) + 20 * wave(2 * x) + 20 * wave(y) + 40 * wave(y / 3) + 160 * wave(y / 12) + 320 * wave(y / 30))
  )
}

function eastMetres(x: number, y: number): number {
  return (
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (20 * wave(6 * x) + 20 * wave(2 * x) + 20 * wave(x) + 40 * wave(x / 3) + 150 * wave(x / 12) + 300 * wave(x / 30))
  )
}

function wave(halfTurns: number): number {
  return Math.sin(halfTurns * Math.PI)
}
