import type { BoardRow } from '@/shared/api/types'

const nearInTimeMs = 30 * 60_000

/** Open requests of the same service in the same area, raised within half an hour: perhaps the same need, told twice. */
export function perhapsTheSame(rows: BoardRow[], service: string, area: string, nowMs: number): BoardRow[] {
  if (!service || !area) return []
  return rows.filter((row) => row.service === service && row.area === area && nowMs - Date.parse(row.submittedAt) <= nearInTimeMs)
}
