import type { GeoPoint } from '@/shared/api/types'
import { toGcj02 } from './gcj02'

/** A raster map behind the own data, if the operator has one. */
export interface Tiles {
  url: string
  attribution: string
  datum: 'WGS-84' | 'GCJ-02'
}

const storageKey = 'communitycare.tiles'

/**
 * The tiles of this installation: built in by VITE_TILES, or set on one browser under `communitycare.tiles`, both as JSON such as
 * {"url":"https://tiles.example/{z}/{x}/{y}.png","attribution":"…","datum":"GCJ-02"}. Null: the map is drawn from own data alone.
 */
export function configuredTiles(): Tiles | null {
  return parse(localStorage.getItem(storageKey)) ?? parse(import.meta.env.VITE_TILES as string | undefined)
}

/** Where a position lies on the map in use. */
export function placer(tiles: Tiles | null): (point: GeoPoint) => [number, number] {
  return (point) => {
    const placed = tiles?.datum === 'GCJ-02' ? toGcj02(point) : point
    return [placed.lat, placed.lon]
  }
}

function parse(text: string | null | undefined): Tiles | null {
  if (!text) return null
  try {
    const { url, attribution = '', datum = 'WGS-84' } = JSON.parse(text) as Partial<Tiles>
    return url ? { url, attribution, datum } : null
  } catch {
    return null
  }
}
