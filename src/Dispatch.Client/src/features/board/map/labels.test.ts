import { expect, test } from 'vitest'
import { placeLabels, type Box, type Label } from './labels'

const sidesOf = (labels: Label[], signs: Box[]) => placeLabels(labels, signs).map((spot) => spot?.side ?? null)
const name = (x: number, y: number, width = 100): Label => ({ x, y, width, height: 14 })

test('Labels_FarApart_StandBelowTheirPoints', () => {
  expect(sidesOf([name(0, 0), name(300, 0)], [])).toEqual(['bottom', 'bottom'])
})

test('Labels_CloseTogether_GetOutOfEachOthersWay', () => {
  expect(sidesOf([name(0, 0), name(20, 4)], [])).toEqual(['bottom', 'top'])
})

test('Label_UnderASign_MovesToAFreeSide', () => {
  expect(sidesOf([name(0, 0)], [{ left: -5, top: 8, width: 10, height: 10 }])).toEqual(['top'])
})

test('Label_SurroundedBySigns_StandsUnderTheFewest', () => {
  const sign = (left: number, top: number) => ({ left, top, width: 10, height: 10 })
  expect(sidesOf([name(0, 0)], [sign(-5, 8), sign(-40, 8), sign(-5, -20), sign(-40, -20), sign(50, -5), sign(-60, -5), sign(-80, -5)])).toEqual(['right'])
})

test('Label_WithoutAPlaceAmongTheNames_IsLeftOut', () => {
  expect(sidesOf([0, 1, 2, 3, 4].map((y) => name(0, y)), []).at(-1)).toBeNull()
})

test('Label_OfAPointWithASignOnIt_KeepsClearOfIt', () => {
  expect(placeLabels([name(0, 0)], [{ left: -9, top: -9, width: 18, height: 18 }])).toEqual([{ side: 'bottom', gap: 10 }])
})
