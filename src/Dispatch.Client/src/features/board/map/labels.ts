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

const sides: Side[] = ['bottom', 'top', 'right', 'left']
const gap = 7

/**
 * Where each name stands: on the first side that is free of signs and of the names before it. A name that finds none stands where it lies
 * under the fewest signs; one that would lie on another name is left out (null), since neither could be read.
 */
export function placeLabels(labels: Label[], signs: Box[]): (Side | null)[] {
  const taken: Box[] = []
  return labels.map((label) => {
    const open = sides.map((side) => ({ side, box: boxAt(label, side) })).filter(({ box }) => !taken.some((other) => overlaps(box, other)))
    const best = open.map((spot) => ({ ...spot, covered: signs.filter((sign) => overlaps(spot.box, sign)).length })).sort((a, b) => a.covered - b.covered)[0]
    if (!best) return null
    taken.push(best.box)
    return best.side
  })
}

export function boxAt({ x, y, width, height }: Label, side: Side): Box {
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
