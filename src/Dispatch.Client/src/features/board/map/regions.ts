import type { GeoPoint, StationView } from '@/shared/api/types'

/** Stations farther apart than this share no responders on the way, and no useful map. */
const togetherMetres = 60_000

/** Groups stations that one map can show: each lies within reach of another of its group. */
export function regionsOf(stations: StationView[]): StationView[][] {
  const regions: StationView[][] = []
  for (const station of stations) {
    const near = regions.filter((region) => region.some((other) => metresBetween(other.centre, station.centre) <= togetherMetres))
    const joined = [...near.flat(), station]
    near.forEach((region) => regions.splice(regions.indexOf(region), 1))
    regions.push(joined)
  }
  return regions
}

function metresBetween(a: GeoPoint, b: GeoPoint): number {
  const north = (a.lat - b.lat) * 111_000
  const east = (a.lon - b.lon) * 111_000 * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}
