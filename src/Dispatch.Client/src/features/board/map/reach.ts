import type { BoardResponder, TravelMode } from '@/shared/api/types'

/** Speeds in km/h and the detour of roads over the straight line: the house's defaults for scoring. */
const speedKmh: Record<TravelMode, number> = { Walk: 4.8, EBike: 15, Car: 25 }
const detour = 1.3

/** How far a responder comes in so many minutes, in metres of straight line. */
export function reachMetres(responder: BoardResponder, minutes: number): number {
  return ((speedKmh[responder.travelMode] * 1_000) / 60 / detour) * minutes
}
