import type { CandidateView, ScoreFactor } from '@/shared/api/types'

/** Gates that a coordinator's reason may pass; all others are hard and nothing passes them. */
const softGates: ReadonlySet<string> = new Set(['budget', 'duty', 'quiet', 'range', 'station'])

/** free: passes every gate. reason: only a reason stands between. never: a hard rule excludes. */
export type Verdict = 'free' | 'reason' | 'never'

export function verdictOf(candidate: CandidateView): Verdict {
  if (candidate.eligible) return 'free'
  return candidate.whyNot.every((gate) => softGates.has(gate)) ? 'reason' : 'never'
}

export function isSoftGate(gate: string): boolean {
  return softGates.has(gate)
}

const compared = 10

/** The widest term of the best candidates, so that bars of different people compare; who is far down may exceed it. */
export function widestPoints(candidates: CandidateView[]): number {
  return Math.max(1, ...candidates.slice(0, compared).flatMap((candidate) => candidate.why.map((factor) => Math.abs(factor.points))))
}

/** Terms that gave or took something, the weightiest first. */
export function tellingFactors(candidate: CandidateView): ScoreFactor[] {
  return candidate.why.filter((factor) => factor.points !== 0).sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}
