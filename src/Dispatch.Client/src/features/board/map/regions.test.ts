import { expect, test } from 'vitest'
import type { StationView } from '@/shared/api/types'
import { regionsOf } from './regions'

function aStation(id: string, lat: number, lon: number): StationView {
  return { id, nameZh: id, nameEn: id, kind: 'StreetCentre', centre: { lat, lon }, radiusMetres: 6_000, areas: [], timeZone: 'Asia/Shanghai' }
}

function ids(stations: StationView[]): string[][] {
  return regionsOf(stations).map((region) => region.map((station) => station.id))
}

test('Regions_HundredsOfKilometresApart_HaveTheirOwnMaps', () => {
  expect(ids([aStation('sanya', 18.27, 109.52), aStation('shenzhen', 22.73, 114.02)])).toEqual([['sanya'], ['shenzhen']])
})

test('Regions_ChainOfNeighbours_SharesAMap', () => {
  expect(ids([aStation('a', 18, 109), aStation('c', 18.8, 109), aStation('b', 18.4, 109)])).toEqual([['a', 'c', 'b']])
})

test('Regions_NoStations_NeedNoMap', () => {
  expect(ids([])).toEqual([])
})
