/** A rectangle on the screen, in pixels. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export type Side = 'bottom' | 'top' | 'right' | 'left'

/** A name that wants to stand beside a point. */
export interface Label {
  x: number
  y: number
  width: number
  height: number
}

/** Where a name stands, and how far from its point. */
export interface Spot {
  side: Side
  gap: number
}

const sides: Side[] = ['bottom', 'top', 'right', 'left']
const leastGap = 5

/**
 * Where each name stands: on the first side that is free of signs and of the names before it. A name that finds none stands where it lies
 * under the fewest signs; one that would lie on another name is left out (null), since neither could be read.
 */
export function placeLabels(labels: Label[], signs: Box[]): (Spot | null)[] {
  const taken: Box[] = []
  return labels.map((label) => {
    const gap = gapOf(label, signs)
    const open = sides.map((side) => ({ side, box: boxAt(label, side, gap) })).filter(({ box }) => !taken.some((other) => overlaps(box, other)))
    const best = open.map((spot) => ({ ...spot, covered: signs.filter((sign) => overlaps(spot.box, sign)).length })).sort((a, b) => a.covered - b.covered)[0]
    if (!best) return null
    taken.push(best.box)
    return { side: best.side, gap }
  })
}

/** Signs often stand on the very point that is named; the name keeps clear of them on every side. */
function gapOf({ x, y }: Label, signs: Box[]): number {
  const on = signs.filter((sign) => overlaps(sign, { left: x, top: y, width: 1, height: 1 }))
  return Math.max(leastGap, ...on.flatMap(({ left, top, width, height }) => [x - left, left + width - x, y - top, top + height - y].map((reach) => reach + 1)))
}

function boxAt({ x, y, width, height }: Label, side: Side, gap: number): Box {
  switch (side) {
    case 'bottom':
      return { left: x - width / 2, top: y + gap, width, height }
    case 'top':
      return { left: x - width / 2, top: y - gap - height, width, height }
    case 'right':
      return { left: x + gap, top: y - height / 2, width, height }
    case 'left':
      return { left: x - gap - width, top: y - height / 2, width, height }
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
}
