import L from 'leaflet'

export type Shape = 'triangle' | 'diamond' | 'circle' | 'square' | 'cross'

export interface ShapeOptions extends L.CircleMarkerOptions {
  shape: Shape
  /** Share of the shape filled from below, 0..1; the rest shows `emptyColor`. */
  filled?: number
  emptyColor?: string
}

/** What the canvas renderer offers to a path that draws itself; Leaflet names it, but does not type it. */
interface CanvasRenderer {
  _ctx: CanvasRenderingContext2D
  _drawing: boolean
}

interface SelfDrawing {
  _point: L.Point
  _radius: number
  _renderer: CanvasRenderer
  _empty(): boolean
  options: ShapeOptions
}

/** A marker of a given shape on the canvas; size and click area are those of a circle marker. */
class ShapeMarker extends L.CircleMarker {
  /** Leaflet calls this each time the canvas is drawn. */
  _updatePath(): void {
    const self = this as unknown as SelfDrawing
    if (!self._renderer._drawing || self._empty()) return
    draw(self._renderer._ctx, self._point, self._radius, self.options)
  }
}

export function shapeMarker(at: L.LatLngExpression, options: ShapeOptions): L.CircleMarker {
  return new ShapeMarker(at, options)
}

function draw(context: CanvasRenderingContext2D, { x, y }: L.Point, radius: number, options: ShapeOptions): void {
  const { filled = 1, weight = 2 } = options
  context.save()
  // The canvas is shared: a dashed path drawn before would leave its dashes.
  context.setLineDash([])
  context.beginPath()
  outline(context, options.shape, x, y, radius)
  context.fillStyle = options.emptyColor ?? 'transparent'
  context.fill()
  context.save()
  context.clip()
  context.fillStyle = options.fillColor ?? 'transparent'
  context.fillRect(x - 2 * radius, y + radius - 2 * radius * filled, 4 * radius, 2 * radius * filled + radius)
  context.restore()
  context.lineWidth = weight
  context.lineJoin = 'round'
  context.strokeStyle = options.color ?? 'black'
  context.stroke()
  context.restore()
}

function outline(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, radius: number): void {
  switch (shape) {
    case 'triangle':
      polygon(context, [x, y - 1.15 * radius], [x + 1.1 * radius, y + 0.8 * radius], [x - 1.1 * radius, y + 0.8 * radius])
      break
    case 'diamond':
      polygon(context, [x, y - 1.2 * radius], [x + 1.2 * radius, y], [x, y + 1.2 * radius], [x - 1.2 * radius, y])
      break
    case 'square':
      context.rect(x - 0.88 * radius, y - 0.88 * radius, 1.76 * radius, 1.76 * radius)
      break
    case 'cross':
      polygon(context, ...crossCorners.map(([across, down]): [number, number] => [x + across * radius, y + down * radius]))
      break
    default:
      context.arc(x, y, radius, 0, 2 * Math.PI)
  }
}

const crossCorners: [number, number][] = [
  [-0.45, -1.2], [0.45, -1.2], [0.45, -0.45], [1.2, -0.45], [1.2, 0.45], [0.45, 0.45],
  [0.45, 1.2], [-0.45, 1.2], [-0.45, 0.45], [-1.2, 0.45], [-1.2, -0.45], [-0.45, -0.45],
]

function polygon(context: CanvasRenderingContext2D, ...corners: [number, number][]): void {
  corners.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  context.closePath()
}
