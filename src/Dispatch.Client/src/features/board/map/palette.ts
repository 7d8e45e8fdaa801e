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
}

/** The theme's colours for the canvas, which cannot read custom properties by itself. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
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
