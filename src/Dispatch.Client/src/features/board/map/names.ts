import L from 'leaflet'
import type { StationView } from '@/shared/api/types'
import { placeLabels, type Box, type Label } from './labels'
import { labelPane, type Drawing } from './layers'

export interface NameDrawing extends Drawing {
  stations: StationView[]
  nameOf: (code: string) => string
  /** Stations carry their names, since more than one is shown. */
  named: boolean
}

/** Font sizes of map.css, in rem of a page that is 15 px. */
const areaPixels = 12
const stationPixels = 13
const towards = { bottom: [0, 1], top: [0, -1], right: [1, 0], left: [-1, 0] } as const

/** Writes the names of stations and areas where they cover neither a sign nor each other. */
export function drawNames(into: L.LayerGroup, map: L.Map, signs: L.LayerGroup[], { place, palette, stations, nameOf, named }: NameDrawing): void {
  into.clearLayers()
  const names = [
    ...(named ? stations : []).map((station) => ({ text: nameOf(station.id), centre: station.centre, pixels: stationPixels, className: 'map-station' })),
    ...stations.flatMap((station) => station.areas.map((area) => ({ text: nameOf(area.code), centre: area.centre, pixels: areaPixels, className: 'map-area' }))),
  ]
  const family = getComputedStyle(map.getContainer()).fontFamily
  const labels = names.map(({ text, centre, pixels }): Label => {
    const { x, y } = map.latLngToContainerPoint(place(centre))
    return { x, y, width: widthOf(text, `600 ${pixels * palette.scale}px ${family}`), height: 1.5 * pixels * palette.scale }
  })
  placeLabels(labels, signs.flatMap((group) => boxesOf(group, map))).forEach((spot, index) => {
    const name = names[index]
    if (!spot || !name) return
    const [right, down] = towards[spot.side]
    L.tooltip({ permanent: true, direction: spot.side, offset: [right * spot.gap, down * spot.gap], className: name.className, pane: labelPane })
      .setLatLng(place(name.centre))
      .setContent(escaped(name.text))
      .addTo(into)
  })
}

function boxesOf(group: L.LayerGroup, map: L.Map): Box[] {
  return group.getLayers().flatMap((layer) => {
    // Circles in metres are ground that names may stand on.
    if (!(layer instanceof L.CircleMarker) || layer instanceof L.Circle) return []
    const { x, y } = map.latLngToContainerPoint(layer.getLatLng())
    const radius = layer.getRadius() + (layer.options.weight ?? 0)
    return [{ left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius }]
  })
}

const context = document.createElement('canvas').getContext('2d')

function widthOf(text: string, font: string): number {
  if (!context) return 0
  context.font = font
  return context.measureText(text).width
}

/** Leaflet takes labels as HTML; names come from people. */
export function escaped(text: string): string {
  const holder = document.createElement('i')
  holder.textContent = text
  return holder.innerHTML
}
