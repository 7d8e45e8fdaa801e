import type { CareStep, CaseView, FollowUpView } from '@/shared/api/careTypes'

/** The steps in their order. */
export const steps: readonly CareStep[] = ['Ease', 'Assess', 'Refer', 'Intervene', 'FollowUp']

/** How a step stands against the present one. */
export function standing(step: CareStep, now: CareStep): 'done' | 'now' | 'ahead' {
  const difference = steps.indexOf(step) - steps.indexOf(now)
  return difference < 0 ? 'done' : difference === 0 ? 'now' : 'ahead'
}

/** The end of an id, by which people speak of a case. It names nobody. */
export function shortId(id: string): string {
  return id.slice(-6).toUpperCase()
}

/** Follow-ups that are left, as the server ordered them: overdue first. */
export function clocksLeft(view: CaseView): FollowUpView[] {
  return view.followUps.filter((clock) => clock.outcome === null && clock.successor === null)
}

/** What part somebody has in a case. */
export function partOf(view: CaseView, account: string, role: string): 'handler' | 'head' | 'colleague' {
  if (view.owner === account || view.deputy === account) return 'handler'
  return role === 'StationHead' ? 'head' : 'colleague'
}

/** Whether a follow-up can be sent out as a task: its time has come, and no supervisor has to decide first. */
export function isDispatchable(clock: FollowUpView, now = Date.now()): boolean {
  return clock.rung !== 'Supervisor' && Date.parse(clock.sendFrom ?? clock.dueAt) <= now
}
