import L from 'leaflet'
import type { BoardResponder, BoardRow, GeoPoint, RiskLevel, StationView, TravelMode } from '@/shared/api/types'
import { isFree } from '../duty'
import type { Palette } from './palette'
import { reachMetres } from './reach'
import { shapeMarker, type Shape } from './shapes'
import { spread } from './spread'

export const levelShape: Record<RiskLevel, Shape> = { HighRisk: 'triangle', Serious: 'diamond', General: 'circle' }
export const travelShape: Record<TravelMode, Shape> = { Walk: 'circle', EBike: 'diamond', Car: 'square' }
/** Told from volunteers by more than colour. */
export const counsellorShape: Shape = 'cross'

export type Place = (point: { lat: number; lon: number }) => [number, number]

export interface Drawing {
  place: Place
  palette: Palette
  /** Metres that one pixel covers at the present zoom. */
  metresPerPixel: number
  ground: L.Renderer
}

/** Names lie below the signs, should one find no free place: a request must never hide behind a word. */
export const labelPane = 'labels'

/** What lies on the ground: drawn on its own canvas, so that redrawing it never covers a sign. */
export const groundPane = 'ground'

/** A circle wider than this is shown by its border alone; its filling would only tint the whole map. */
const widestFilledMetres = 6_000

const responderRingPixels = 15
const rowRingPixels = 25

const levelSize: Record<RiskLevel, number> = { HighRisk: 13, Serious: 11, General: 9 }

/** Metres under one pixel of a web-Mercator map; 156,543 m at the equator and zoom 0. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (156_543 * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
}

/** Service circles with a square at the centre, and a dot at the centroid of each area. */
export function drawStations(into: L.LayerGroup, stations: StationView[], { place, palette, ground }: Drawing): void {
  into.clearLayers()
  for (const station of stations) {
    const circle = { color: palette.brand, weight: 1.5, dashArray: '6 6', fillColor: palette.brand, fillOpacity: 0.045, interactive: false, renderer: ground }
    L.circle(place(station.centre), { ...circle, radius: station.radiusMetres }).addTo(into)
    shapeMarker(place(station.centre), { shape: 'square', radius: 5 * palette.scale, color: palette.brand, fillColor: palette.surface, interactive: false, renderer: ground }).addTo(into)
    for (const area of station.areas) {
      L.circleMarker(place(area.centre), { radius: 2, color: palette.faint, weight: 1, interactive: false, renderer: ground }).addTo(into)
    }
  }
}

/** What the people on duty reach within so many minutes; where discs overlap, help is nearer than one pair of hands. */
export function drawReach(into: L.LayerGroup, responders: BoardResponder[], minutes: number, nowMs: number, { place, palette, ground }: Drawing): void {
  into.clearLayers()
  for (const responder of responders) {
    if (!responder.position || !isFree(responder, nowMs)) continue
    const color = responder.kind === 'Counsellor' ? palette.counsellor : palette.volunteer
    const options = { radius: reachMetres(responder, minutes), stroke: false, fillColor: color, fillOpacity: 0.05, interactive: false, renderer: ground }
    L.circle(place(responder.position), options).addTo(into)
  }
}

export function drawResponders(into: L.LayerGroup, responders: BoardResponder[], labelOf: (responder: BoardResponder) => string, { place, palette, metresPerPixel }: Drawing): void {
  into.clearLayers()
  const places = spread(responders.filter((responder) => responder.onDuty), responderRingPixels * palette.scale * metresPerPixel)
  for (const responder of responders) {
    const at = places.get(responder.id)
    if (!at) continue
    const color = responder.kind === 'Counsellor' ? palette.counsellor : palette.volunteer
    shapeMarker(place(at), {
      shape: responder.kind === 'Counsellor' ? counsellorShape : travelShape[responder.travelMode],
      radius: 6 * palette.scale,
      weight: 1.5 * palette.scale,
      color,
      fillColor: color,
      emptyColor: palette.surface,
      filled: Math.min(responder.load / responder.capacity, 1),
      bubblingMouseEvents: false,
    })
      .bindTooltip(labelOf(responder), { direction: 'top', offset: [0, -6] })
      .addTo(into)
  }
}

export interface RowDrawing extends Drawing {
  openId: string
  labelOf: (row: BoardRow) => string
  open: (id: string) => void
}

/** Requests by level, the gravest on top; the open one with the circle its wave reaches. */
export function drawRows(into: L.LayerGroup, rows: BoardRow[], drawing: RowDrawing): void {
  into.clearLayers()
  const { place, palette, openId, metresPerPixel } = drawing
  const places = spread(rows, rowRingPixels * palette.scale * metresPerPixel)
  const chosen = rows.find((row) => row.id === openId)
  const chosenAt = places.get(openId)
  if (chosen?.position && chosenAt) {
    const color = palette.level[chosen.level]
    const fillOpacity = chosen.radiusMetres > widestFilledMetres ? 0 : 0.07
    L.circle(place(chosen.position), { radius: chosen.radiusMetres, color, weight: 2, fillColor: color, fillOpacity, interactive: false }).addTo(into)
    shapeMarker(place(chosenAt), { shape: 'circle', radius: 19 * palette.scale, weight: 3 * palette.scale, color, interactive: false }).addTo(into)
  }
  for (const row of [...rows].reverse()) drawRow(into, row, places.get(row.id), drawing)
}

function drawRow(into: L.LayerGroup, row: BoardRow, at: GeoPoint | undefined, { place, palette, labelOf, open }: RowDrawing): void {
  if (!at) return
  const color = palette.level[row.level]
  const settled = row.state === 'Assigned' || row.state === 'Completed'
  shapeMarker(place(at), {
    shape: levelShape[row.level],
    radius: levelSize[row.level] * palette.scale,
    weight: 2 * palette.scale,
    color: settled ? color : palette.surface,
    fillColor: settled ? palette.surface : color,
    bubblingMouseEvents: false,
  })
    .bindTooltip(labelOf(row), { direction: 'top', offset: [0, -10] })
    .on('click', () => open(row.id))
    .addTo(into)
}

/** Lines every kilometre (or 5, or 25), so that distances can be read without a base map. */
export function drawGrid(into: L.LayerGroup, map: L.Map, { palette, ground }: Drawing): void {
  into.clearLayers()
  const bounds = map.getBounds().pad(0.1)
  const zoom = map.getZoom()
  const kilometres = zoom >= 13 ? 1 : zoom >= 11 ? 5 : 25
  const latStep = kilometres / 110.6
  const lonStep = kilometres / (111.3 * Math.cos((map.getCenter().lat * Math.PI) / 180))
  if ((bounds.getNorth() - bounds.getSouth()) / latStep > 80) return
  const line = { color: palette.line, weight: 1, interactive: false, renderer: ground }
  for (let lat = Math.floor(bounds.getSouth() / latStep) * latStep; lat < bounds.getNorth(); lat += latStep) {
    L.polyline([[lat, bounds.getWest()], [lat, bounds.getEast()]], line).addTo(into)
  }
  for (let lon = Math.floor(bounds.getWest() / lonStep) * lonStep; lon < bounds.getEast(); lon += lonStep) {
    L.polyline([[bounds.getSouth(), lon], [bounds.getNorth(), lon]], line).addTo(into)
  }
}
