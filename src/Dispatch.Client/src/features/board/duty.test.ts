import { expect, test } from 'vitest'
import { dutyOf } from './duty'
import { aResponder, noonMs, noonPlus } from './samples'

test('Duty_TheFreestOfEachKind_IsFirstInLine', () => {
  const duty = dutyOf(
    [
      aResponder('full', { load: 2 }),
      aResponder('half', { load: 1 }),
      aResponder('free'),
      aResponder('resting', { kind: 'Counsellor', coolUntil: noonPlus(60) }),
      aResponder('ready', { kind: 'Counsellor', load: 1 }),
    ],
    noonMs,
  )
  expect([...duty.firstIds].sort()).toEqual(['free', 'ready'])
  expect(duty.on.at(0)?.id).toBe('free')
  expect(duty.on.at(-1)?.id).toBe('full')
})

test('Duty_OffDuty_IsListedAsNext', () => {
  const duty = dutyOf([aResponder('off', { onDuty: false, onDutySince: null }), aResponder('on')], noonMs)
  expect(duty.on.map((responder) => responder.id)).toEqual(['on'])
  expect(duty.next.map((responder) => responder.id)).toEqual(['off'])
})
