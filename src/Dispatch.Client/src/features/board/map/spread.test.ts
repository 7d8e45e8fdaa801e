import { expect, test } from 'vitest'
import { spread } from './spread'

const spot = { lat: 18.27, lon: 109.522 }

test('Spread_OnOneSpot_GivesEachItsOwnPlaceNearby', () => {
  const items = Array.from({ length: 20 }, (_, index) => ({ id: `v${index}`, position: spot }))
  const places = [...spread(items, 45).values()]
  expect(new Set(places.map((place) => `${place.lat.toFixed(6)} ${place.lon.toFixed(6)}`)).size).toBe(20)
  expect(Math.max(...places.map((place) => Math.abs(place.lat - spot.lat) * 111_000))).toBeLessThan(200)
})

test('Spread_WhoeverComesAndGoesElsewhere_StaysInPlace', () => {
  const both = spread([{ id: 'a', position: spot }, { id: 'b', position: spot }, { id: 'c', position: { lat: 18.3, lon: 109.5 } }], 45)
  expect(spread([{ id: 'b', position: spot }, { id: 'a', position: spot }], 45).get('b')).toEqual(both.get('b'))
  expect(both.get('a')).toEqual(spot)
})

test('Spread_WithoutPosition_IsNotPlaced', () => {
  expect(spread([{ id: 'a', position: null }], 45).size).toBe(0)
})
