import type { RiskLevel } from '@/shared/api/types'

export interface Palette {
  page: string
  line: string
  ink: string
  faint: string
  surface: string
  brand: string
  volunteer: string
  counsellor: string
  level: Record<RiskLevel, string>
  /** How much larger than usual text and signs are; a wall is read from afar. */
  scale: number
}

const usualFontPixels = 15

/** The theme's colours for the canvas, which cannot read custom properties by itself. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    scale: Number.parseFloat(style.fontSize) / usualFontPixels || 1,
    page: read('--map-page'),
    line: read('--map-line'),
    ink: read('--ink'),
    faint: read('--ink-faint'),
    surface: read('--surface'),
    brand: read('--brand'),
    volunteer: read('--volunteer'),
    counsellor: read('--counsellor'),
    level: { HighRisk: read('--high'), Serious: read('--serious-mark'), General: read('--general') },
  }
}
