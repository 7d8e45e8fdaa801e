import { describe, expect, test } from 'vitest'
import type { GrainTypeFigures, OpsView, ProcessReport, ProcessView } from '@/shared/api/opsTypes'
import { byType, concerns, megabytes, milliseconds, rate, sorted, storageRows } from './ops'

const type = (name: string, more: Partial<GrainTypeFigures> = {}): GrainTypeFigures => ({
  type: name, activations: 1, callsPerSecond: 1, p50Milliseconds: 1, p99Milliseconds: 2, errors: 0, waiting: 0, longestQueue: 0, ...more,
})

const report = (name: string, more: Partial<ProcessReport> = {}): ProcessReport => ({
  address: name, name, kind: 'Silo', version: '1', startedAt: '2026-01-05T00:00:00Z',
  load: { processor: 0.1, processors: 2, residentBytes: 1, managedBytes: 1, workItems: 0 },
  grainTypes: [], storage: [], reminders: { known: 0, dueSoon: 0, late: 0 }, view: null, ...more,
})

const seen = (state: ProcessView['state'], of: ProcessReport): ProcessView => ({ address: of.address, state, heardAt: null, report: of })
const view = (...processes: ProcessView[]): OpsView => ({ at: '2026-01-05T00:00:00Z', processes, history: [] })

describe('Types', () => {
  test('Types_OnTwoSilos_AddUpAndShowTheWorstQuantile', () => {
    const both = view(
      seen('Running', report('a', { grainTypes: [type('request', { callsPerSecond: 3, p99Milliseconds: 9, longestQueue: 4 })] })),
      seen('Running', report('b', { grainTypes: [type('request', { callsPerSecond: 2, p99Milliseconds: null, longestQueue: 7 })] })),
    )
    expect(byType(both)).toEqual([type('request', { activations: 2, callsPerSecond: 5, p99Milliseconds: 9, longestQueue: 7 })])
  })

  test('Types_OfASilentSilo_AreNotCounted', () => {
    expect(byType(view(seen('Silent', report('a', { grainTypes: [type('request')] }))))).toEqual([])
  })

  test('Types_SortedEitherWay_PutTheUnmeasuredLast', () => {
    const types = [type('a', { p99Milliseconds: null }), type('b', { p99Milliseconds: 5 }), type('c', { p99Milliseconds: 1 })]
    expect(sorted(types, { column: 'p99Milliseconds', down: true }).map((it) => it.type)).toEqual(['b', 'c', 'a'])
    expect(sorted(types, { column: 'p99Milliseconds', down: false }).map((it) => it.type)).toEqual(['c', 'b', 'a'])
    expect(sorted(types, { column: 'type', down: true }).map((it) => it.type)).toEqual(['c', 'b', 'a'])
  })
})

test('Concerns_OfEachKind_AreNamedGravestFirst', () => {
  const storage = [{ operation: 'write', perSecond: 1, p50Milliseconds: 1, p99Milliseconds: 250, errors: 2, batch: 1 }]
  const busy = report('a', {
    storage, load: { processor: 1.9, processors: 2, residentBytes: 1, managedBytes: 1, workItems: 0 },
    grainTypes: [type('zone', { longestQueue: 101 })], reminders: { known: 1, dueSoon: 1, late: 1 },
  })
  const found = concerns(view(seen('Running', busy), seen('Gone', report('c')), { address: 'b', state: 'Silent', heardAt: null, report: null }))
  expect(found.map((concern) => concern.key)).toEqual(['silent', 'gone', 'failedWrites', 'writes', 'queue', 'busy', 'late'])
  expect(concerns(view(seen('Running', report('a'))))).toEqual([])
})

test('Storage_WithoutAnyOperation_HasNoRow', () => {
  const idle = { operation: 'clear', perSecond: 0, p50Milliseconds: null, p99Milliseconds: null, errors: 0, batch: null }
  expect(storageRows(view(seen('Running', report('a', { storage: [idle, { ...idle, operation: 'write', perSecond: 2 }] })))).map((row) => row.operation)).toEqual(['write'])
})

test('Numbers_OfEverySize_AreShort', () => {
  expect([milliseconds(null), milliseconds(0.123), milliseconds(12.34), milliseconds(1234.5)]).toEqual(['–', '0.12', '12.3', '1235'])
  expect([rate(0), rate(0.01), rate(2.25), rate(812.4)]).toEqual(['0', '<0.1', '2.3', '812'])
  expect(megabytes(200 * 1_048_576)).toBe('200')
})
