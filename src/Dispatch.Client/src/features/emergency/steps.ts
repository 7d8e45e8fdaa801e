import type { PageStep, PageView, PersonRow } from '@/shared/api/types'

type Progress = Pick<PageView | PersonRow, 'acknowledgedAt' | 'onTheWayAt' | 'arrivedAt' | 'backAt'>

/** What somebody who was called can say next, the likeliest first. */
export function nextSteps(of: Progress, open: boolean): PageStep[] {
  const out = of.onTheWayAt !== null && of.backAt === null
  if (out) return of.arrivedAt === null && open ? ['Arrived', 'CheckIn', 'Back'] : ['CheckIn', 'Back']
  if (!open) return []
  return of.acknowledgedAt === null ? ['Acknowledged', 'Cannot'] : ['OnTheWay', 'Cannot']
}

/** The wire spelling of a step. */
export function wire(step: PageStep): string {
  return step.charAt(0).toLowerCase() + step.slice(1)
}

/** How far one line of the matrix is: the last step that was reached. */
export function reached(row: Progress & { deliveredAt?: string | null; seenAt: string | null; cannotAt?: string | null }): [string, string | null] {
  if (row.cannotAt) return ['cannot', row.cannotAt]
  if (row.backAt) return ['back', row.backAt]
  if (row.arrivedAt) return ['arrived', row.arrivedAt]
  if (row.onTheWayAt) return ['onTheWay', row.onTheWayAt]
  if (row.acknowledgedAt) return ['acknowledged', row.acknowledgedAt]
  if (row.seenAt) return ['seen', row.seenAt]
  return row.deliveredAt ? ['delivered', row.deliveredAt] : ['paged', null]
}
