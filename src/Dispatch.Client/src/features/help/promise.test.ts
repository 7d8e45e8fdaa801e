import { expect, test } from 'vitest'
import type { AssignmentState, HelpResponder, HelpView, RequestState } from '@/shared/api/types'
import english from '../../locales/en/help.json'
import chinese from '../../locales/zh-CN/help.json'
import { newer, promiseOf } from './promise'

const who = (state: AssignmentState): HelpResponder => ({ name: state, kind: 'Volunteer', state, travelMinutes: null })

function view(state: RequestState, responders: HelpResponder[] = [], more: Partial<HelpView> = {}): HelpView {
  return {
    state, version: 1, service: 'escort', level: 'General', submittedAt: '2026-05-01T02:00:00Z', startsAt: '2026-05-01T02:00:00Z',
    nextStepAt: '2026-05-01T02:02:00Z', offersOpen: 0, respondersNeeded: 1, responders, steps: [], canCancel: true, canConfirm: false,
    stationId: 'zhuoda', notKept: false, openings: [], consents: [], canErase: false, erasedAt: null, hasContact: true, pausedAt: null, ...more,
  }
}

test.each<[RequestState, AssignmentState[], string]>([
  ['Submitted', [], 'submitted'],
  ['Matching', [], 'matching'],
  ['Offered', [], 'offered'],
  ['Offered', ['Accepted'], 'partly'],
  ['Matching', ['HandedBack'], 'matching'],
  ['Assigned', ['Accepted'], 'assigned.Accepted'],
  ['Assigned', ['OnSite', 'EnRoute'], 'assigned.EnRoute'],
  ['Assigned', ['NoShow', 'OnSite'], 'assigned.OnSite'],
  ['Completed', ['Completed'], 'completed'],
  ['Unfilled', [], 'unfilled'],
  ['Unfilled', ['EnRoute'], 'partly'],
  ['Confirmed', [], 'confirmed'],
  ['Cancelled', [], 'cancelled'],
  ['Referred', [], 'referred'],
])('Promise_%s with %j_IsSaidAs %s', (state, states, key) => {
  expect(promiseOf(view(state, states.map(who))).key).toBe(key)
  for (const texts of [chinese, english]) {
    const text = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], texts.promise)
    expect(text).toBeTypeOf('string')
  }
})

test('Promise_TwoNeededAndOneComing_SaysOneIsMissing', () => {
  const words = promiseOf(view('Offered', [who('EnRoute')], { respondersNeeded: 2 }))
  expect([words.responders, words.missing]).toEqual([1, 1])
})

test('Promise_NotKept_IsNotSaidAsNobodyFound', () => {
  expect(promiseOf(view('Unfilled', [], { notKept: true })).key).toBe('notKept')
})

test('Promise_PausedByAnIncident_SaysSoUnlessSomebodyComes', () => {
  expect(promiseOf(view('Matching', [], { pausedAt: '2026-05-01T02:00:00Z', nextStepAt: null })).key).toBe('paused')
  expect(promiseOf(view('Matching', [who('EnRoute')], { pausedAt: '2026-05-01T02:00:00Z' })).key).toBe('partly')
})

test('Promise_Closed_HasNoNextStep', () => {
  expect(promiseOf(view('Cancelled')).nextAt).toBeNull()
  expect(promiseOf(view('Matching')).nextAt).toBe(Date.parse('2026-05-01T02:02:00Z'))
})

test('View_AnOlderOneArrivingLate_IsIgnored', () => {
  const held = view('Assigned', [], { version: 5 })
  expect(newer(held, view('Offered', [], { version: 4 }))).toBe(held)
  expect(newer(held, view('Completed', [], { version: 6 })).state).toBe('Completed')
  expect(newer(null, held)).toBe(held)
})
