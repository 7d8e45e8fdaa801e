import { expect, test } from 'vitest'
import { distance, nearest } from './place'

test('Distance_OneDegreeOfLatitude_IsAboutOneHundredAndElevenKilometres', () => {
  expect(distance({ lat: 18, lon: 109 }, { lat: 19, lon: 109 })).toBeCloseTo(111_195, -2)
  expect(distance({ lat: 18, lon: 109 }, { lat: 18, lon: 109 })).toBe(0)
})

test('Nearest_AmongSeveral_IsTheClosestAndAmongNoneNothing', () => {
  const places = [{ lat: 22, lon: 114 }, { lat: 18.1, lon: 109 }]
  expect(nearest({ lat: 18, lon: 109 }, places, (place) => place)?.item).toBe(places[1])
  expect(nearest({ lat: 18, lon: 109 }, [], (place: { lat: number; lon: number }) => place)).toBeNull()
})
