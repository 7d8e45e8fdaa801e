import { post } from '@/shared/api/http'
import type { RequestView, RiskLevel, Submitted, RequestDraft } from '@/shared/api/types'

export type ActionName = 'dispatch' | 'widen' | 'refer' | 'cancel' | 'own' | 'raise' | 'release'

/** What an action's form collects; each action uses what it needs. */
export interface ActionInput {
  responderId: string
  to: string
  level: RiskLevel
  reason: string
}

const needsReason: ReadonlySet<ActionName> = new Set<ActionName>(['dispatch', 'refer', 'cancel', 'raise'])
const levelOrder: RiskLevel[] = ['General', 'Serious', 'HighRisk']

export function reasonRequired(action: ActionName): boolean {
  return needsReason.has(action)
}

/** Levels above the present one; a desk never lowers. */
export function levelsAbove(level: RiskLevel): RiskLevel[] {
  return levelOrder.slice(levelOrder.indexOf(level) + 1)
}

export function isClosed({ state }: RequestView): boolean {
  return state === 'Confirmed' || state === 'Cancelled' || state === 'Referred'
}

/** Which actions the request's present state allows; the server has the last word. */
export function allowedActions(view: RequestView, account: string): ReadonlySet<ActionName> {
  const allowed = new Set<ActionName>()
  if (isClosed(view)) return allowed
  allowed.add('refer')
  if (view.owner !== account) allowed.add('own')
  if (view.state === 'Completed') return allowed
  allowed.add('cancel')
  if (levelsAbove(view.level).length > 0) allowed.add('raise')
  if (view.state !== 'Assigned') allowed.add('dispatch').add(view.pausedAt ? 'release' : 'widen')
  return allowed
}

export async function act(action: ActionName, view: RequestView, input: ActionInput, key: string): Promise<void> {
  const { responderId, to, level, reason } = input
  const path = `/api/requests/${encodeURIComponent(view.id)}/${action}`
  // Raising a level is never refused for being based on an older version: seeing danger does not wait.
  const options = action === 'raise' ? { key } : { key, ifMatch: view.version }
  await post(path, bodyOf(action, { responderId, to, level, reason }), options)
}

function bodyOf(action: ActionName, { responderId, to, level, reason }: ActionInput): Record<string, unknown> {
  const given = reason.trim() || null
  switch (action) {
    case 'dispatch':
      return { responderId, reason: given }
    case 'refer':
      return { to: to.trim(), reason: given }
    case 'raise':
      return { to: level, reason: given }
    default:
      return { reason: given }
  }
}

export function raiseRequest(draft: RequestDraft, key: string): Promise<Submitted> {
  return post<Submitted>('/api/requests', draft, { key })
}
