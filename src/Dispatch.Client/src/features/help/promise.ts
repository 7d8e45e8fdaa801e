import type { AssignmentState, HelpResponder, HelpView } from '@/shared/api/types'

/** How the page feels: waiting, good news, attention needed, over. */
export type Tone = 'waiting' | 'good' | 'care' | 'over'

/** What the promise page says on top: a code of the locale files (`help.promise.<key>`). */
export interface PromiseWords {
  key: string
  tone: Tone
  responders: number
  missing: number
  /** The next step's time in ms; null when nothing is due. */
  nextAt: number | null
  closed: boolean
}

const standing: readonly AssignmentState[] = ['Accepted', 'EnRoute', 'OnSite', 'Completed']

/** Responders who are still coming or have come. */
export function coming(view: HelpView): HelpResponder[] {
  return view.responders.filter((responder) => standing.includes(responder.state))
}

/** Turns the request's state into the words of a promise. */
export function promiseOf(view: HelpView): PromiseWords {
  const responders = coming(view)
  const nextAt = view.nextStepAt ? Date.parse(view.nextStepAt) : null
  const { key, tone } = headline(view, responders)
  return {
    key,
    tone,
    responders: responders.length,
    missing: Math.max(0, view.respondersNeeded - responders.length),
    nextAt: tone === 'over' ? null : nextAt,
    closed: tone === 'over',
  }
}

function headline(view: HelpView, responders: HelpResponder[]): { key: string; tone: Tone } {
  if (view.pausedAt && responders.length === 0 && view.offersOpen === 0) return { key: 'paused', tone: 'care' }
  switch (view.state) {
    case 'Submitted':
      return { key: 'submitted', tone: 'waiting' }
    case 'Matching':
    case 'Offered':
      if (responders.length > 0) return { key: 'partly', tone: 'good' }
      return { key: view.state === 'Offered' ? 'offered' : 'matching', tone: 'waiting' }
    case 'Assigned':
      return { key: `assigned.${leastAdvanced(responders)}`, tone: 'good' }
    case 'Completed':
      return { key: 'completed', tone: 'good' }
    case 'Unfilled':
      if (responders.length > 0) return { key: 'partly', tone: 'good' }
      return { key: view.notKept ? 'notKept' : 'unfilled', tone: 'care' }
    case 'Confirmed':
      return { key: 'confirmed', tone: 'over' }
    case 'Cancelled':
      return { key: 'cancelled', tone: 'over' }
    case 'Referred':
      return { key: 'referred', tone: 'over' }
  }
}

function leastAdvanced(responders: HelpResponder[]): AssignmentState {
  const places = responders.map((responder) => standing.indexOf(responder.state))
  return standing[Math.min(...places)] ?? 'Accepted'
}

/** Of two views the newer one; pushes and polls may cross. */
export function newer(held: HelpView | null, come: HelpView): HelpView {
  return held && held.version > come.version ? held : come
}
