import { openTasks } from '@/features/tasks/progress'
import type { OfferView, RiskLevel, TaskView } from '@/shared/api/types'

const gravity: Record<RiskLevel, number> = { HighRisk: 0, Serious: 1, General: 2 }

/** Cases that still ask something, gravest first; among equals the soonest. */
export function casesInHand(tasks: readonly TaskView[]): TaskView[] {
  return openTasks(tasks).sort((a, b) => gravity[a.level] - gravity[b.level])
}

/** Whether anything on the page may concern a life, and whether anybody has to go there for it. */
export function emergencyOf(offers: readonly OfferView[], tasks: readonly TaskView[]): 'none' | 'remote' | 'onSite' {
  const grave = [...offers, ...tasks].filter((entry) => entry.level === 'HighRisk')
  if (grave.length === 0) return 'none'
  return grave.every((entry) => entry.remote) ? 'remote' : 'onSite'
}
