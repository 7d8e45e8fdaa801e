import { expect, test } from 'vitest'
import type { FollowUpView } from '@/shared/api/careTypes'
import type { OfferView, TaskView } from '@/shared/api/types'
import { isDispatchable } from './care'
import { casesInHand, emergencyOf } from './cases'

const task = (requestId: string, level: TaskView['level'], startsAt: string, state: TaskView['state'] = 'Accepted') =>
  ({ requestId, level, startsAt, state, remote: false }) as TaskView

test('Cases_InHand_StartWithTheGravestThenTheSoonest', () => {
  const list = casesInHand([
    task('later', 'General', '2026-05-01T05:00:00Z'),
    task('sooner', 'General', '2026-05-01T04:00:00Z'),
    task('grave', 'HighRisk', '2026-05-01T06:00:00Z'),
    task('over', 'HighRisk', '2026-05-01T01:00:00Z', 'Completed'),
  ])
  expect(list.map((item) => item.requestId)).toEqual(['grave', 'sooner', 'later'])
})

test('Emergency_AnyOfferOrCaseAtHighRisk_IsShown', () => {
  expect(emergencyOf([], [task('a', 'Serious', '')])).toBe('none')
  expect(emergencyOf([{ level: 'HighRisk', remote: false } as OfferView], [])).toBe('onSite')
  expect(emergencyOf([{ level: 'HighRisk', remote: true } as OfferView], [task('a', 'General', '')])).toBe('remote')
  expect(emergencyOf([{ level: 'HighRisk', remote: true } as OfferView], [task('a', 'HighRisk', '')])).toBe('onSite')
})

test('FollowUp_IsSentOutFromTheMomentTheServerNamesUnlessTheSupervisorDecides', () => {
  const now = Date.parse('2026-05-01T04:00:00Z')
  const clock = (sendFrom: string | null, rung: FollowUpView['rung'] = 'Call') => ({ sendFrom, dueAt: '2026-05-01T04:01:00Z', rung }) as FollowUpView
  expect(isDispatchable(clock('2026-05-01T03:59:00Z'), now)).toBe(true)
  expect(isDispatchable(clock('2026-05-01T04:01:00Z'), now)).toBe(false)
  expect(isDispatchable(clock(null), now)).toBe(false)
  expect(isDispatchable(clock('2026-04-01T04:00:00Z', 'HomeCheck'), now)).toBe(true)
  expect(isDispatchable(clock('2026-04-01T04:00:00Z', 'Supervisor'), now)).toBe(false)
})
