import { describe, expect, test, vi } from 'vitest'
import type { InsightDoors, TableView } from '@/shared/api/insightTypes'
import { barsOf, seriesOf } from './chart'
import { doorsOf, settled } from './choices'
import { before, daysIn, readableSpan, spanDays, spansOf, today } from './days'
import { amountOf, behindQuery, matrixOf, tableQuery, ticks, type Question } from './insight'

const question: Question = { station: 'zhuoda', from: '2026-10-20', to: '2026-11-10', measure: 'offers', by: 'week', and: 'service', filters: { level: 'general' } }
const table: TableView = {
  measure: 'offers', unit: 'Entries', from: '2026-11-01', to: '2026-11-03', groups: ['day', 'service'],
  cells: [
    { keys: ['2026-11-01', 'escort'], count: 2, value: 2 },
    { keys: ['2026-11-01', null], count: 1, value: 1 },
    { keys: ['2026-11-03', 'visit'], count: 5, value: 5 },
  ],
  total: { keys: [], count: 8, value: 8 },
}

describe('Days', () => {
  test('Range_BeforeARange_IsAsLong', () => expect(before('2026-03-01', '2026-03-31')).toEqual({ from: '2026-01-29', to: '2026-02-28' }))
  test('Week_OnTheEdgeOfARange_IsClippedToIt', () => {
    expect(spanDays('week', '2026-10-19', '2026-10-20', '2026-11-10')).toEqual({ from: '2026-10-20', to: '2026-10-25' })
    expect(spanDays('month', '2026-11', '2026-10-20', '2026-11-10')).toEqual({ from: '2026-11-01', to: '2026-11-10' })
    expect(spanDays('hour', '2026-11-02T13', '2026-10-20', '2026-11-10')).toEqual({ from: '2026-11-02', to: '2026-11-02', hour: 13 })
    expect(spanDays('month', '2024-02', '2024-01-01', '2024-12-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
  test('Spans_OfARange_HaveNoGaps', () => {
    expect(spansOf('day', '2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
    expect(spansOf('week', '2026-01-01', '2026-01-12')).toEqual(['2025-12-29', '2026-01-05', '2026-01-12'])
    expect(spansOf('month', '2025-12-31', '2026-01-01')).toEqual(['2025-12', '2026-01'])
    expect(spansOf('hour', '2026-01-01', '2026-01-02')).toHaveLength(48)
  })
  test('Chart_OfAnyRange_HasAReadableNumberOfBars', () => {
    for (const days of [1, 2, 30, 45, 90, 190, 400]) {
      const from = '2026-01-01'
      const to = new Date(Date.parse(`${from}T00:00:00Z`) + (days - 1) * 86_400_000).toISOString().slice(0, 10)
      expect(daysIn(from, to)).toBe(days)
      expect(spansOf(readableSpan(from, to), from, to).length).toBeLessThanOrEqual(48)
    }
  })
})

describe('Question', () => {
  test('Query_OfATable_HoldsFiltersAndGroups', () =>
    expect(tableQuery(question).toString()).toBe('from=2026-10-20&to=2026-11-10&level=general&measure=offers&group=week&group=service'))
  test('Query_BehindACell_IsTheTablesNarrowedToIt', () => {
    const behind = behindQuery(question, { measure: 'offers', groups: ['week', 'service'], keys: ['2026-11-02', null] })
    expect(behind.station).toBe('zhuoda')
    expect(behind.query.toString()).toBe('from=2026-11-02&to=2026-11-08&service=-&level=general&measure=offers')
  })
  test('Query_BehindAStationsCell_AsksThatStation', () => {
    const behind = behindQuery({ ...question, station: 'all' }, { measure: 'entries', groups: ['station', 'action'], keys: ['fucheng', 'offer.made'] })
    expect(behind.station).toBe('fucheng')
    expect(behind.query.get('action')).toBe('offer.made')
  })
})

describe('Matrix', () => {
  test('Matrix_OfATable_HasEverySpanAndWhatIsNotStatedLast', () => {
    const matrix = matrixOf(table)
    expect(matrix.rows).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
    expect(matrix.columns).toEqual(['visit', 'escort', null])
    expect(matrix.rows.map((row) => matrix.rowTotal(row))).toEqual([3, 0, 5])
    expect(matrix.cell('2026-11-01', null)?.count).toBe(1)
  })
  test('Bars_OfAChart_AreAsLargeTogetherAsTheTable', () => {
    const matrix = matrixOf(table)
    const { bars } = barsOf(matrix, seriesOf(matrix, 'service'), { isTime: true, width: 600, height: 260 })
    expect(bars.flatMap((bar) => bar.parts).reduce((sum, part) => sum + part.value, 0)).toBe(table.total.value)
  })
  test('Series_OfManyColumns_EndWithAllTheOthers', () => {
    const cells = Array.from({ length: 9 }, (_, n) => ({ keys: ['2026-11-01', `s${n}`], count: 9 - n, value: 9 - n }))
    const matrix = matrixOf({ ...table, cells })
    const series = seriesOf(matrix, 'service')
    expect(series).toHaveLength(5)
    expect(series[4]?.of).toHaveLength(5)
  })
  test('Ages_InATable_StandInTheirOrder', () => {
    const cells = [null, '101-', '60-69', '0-17'].map((key) => ({ keys: [key], count: 1, value: 1 }))
    expect(matrixOf({ ...table, groups: ['ageBand'], cells }).rows).toEqual(['0-17', '60-69', '101-', null])
  })
})

describe('Medians', () => {
  const cells = [
    { keys: ['2026-11-01', 'general'], count: 2, value: 60 },
    { keys: ['2026-11-01', 'serious'], count: 1, value: 90 },
  ]
  test('Medians_OfATable_AreNeverAddedUp', () => {
    const matrix = matrixOf({ ...table, unit: 'Seconds', groups: ['day', 'level'], cells })
    expect(matrix.hasTotals).toBe(false)
    expect([matrix.rowTotal('2026-11-01'), matrix.columnTotal('general')]).toEqual([null, null])
  })
  test('Median_OfOneRow_IsItsOwn', () => {
    const matrix = matrixOf({ ...table, unit: 'Seconds', groups: ['day'], cells: [{ keys: ['2026-11-01'], count: 3, value: 60 }] })
    expect(matrix.rows.map((row) => matrix.rowTotal(row))).toEqual([60, null, null])
  })
  test('Counts_OfATable_AreAddedUpBothWays', () => {
    const matrix = matrixOf(table)
    expect([matrix.rowTotal('2026-11-01'), matrix.columnTotal('visit'), matrix.columnTotal(null)]).toEqual([3, 5, 1])
  })
})

describe('Settled question', () => {
  const measure = (code: string, unit: 'Entries' | 'Minutes' | 'Seconds' = 'Entries', hasResponder = true, isShared = true) => ({ code, unit, hasResponder, isShared })
  const doors: InsightDoors = {
    stations: [{ stationId: 'zhuoda', shared: false, madeUp: false }, { stationId: 'fucheng', shared: true, madeUp: false }],
    measures: [
      measure('submitted', 'Entries', false), measure('wait', 'Seconds'), measure('offers'),
      measure('sealed', 'Entries', false, false), measure('entries', 'Entries', true, false),
    ],
    actions: [], ageBands: [], mostDays: 400, mostDaysByHour: 31, mostExported: 50_000,
  }
  const asked = (change: Partial<Question>): Question => settled({ ...question, ...change }, doors)

  test('Question_ThatCanBeAnswered_StaysAsItIs', () => expect(asked({})).toEqual(question))
  test('Median_ChosenByAnyTileOrAddress_IsNotSplit', () => expect(asked({ measure: 'wait', by: 'day', and: 'level' }).and).toBe(''))
  test('Action_OfAMeasureOfOneAction_IsNotAskedBy', () => expect(asked({ measure: 'wait', by: 'action', and: '' }).by).toBe('day'))
  test('Responder_OfAMeasureOfRequests_IsNotAskedBy', () => {
    expect(asked({ measure: 'submitted', by: 'responder', and: '' }).by).toBe('day')
    expect(asked({ measure: 'submitted', by: 'day', and: 'responder' }).and).toBe('')
    expect(asked({ measure: 'offers', by: 'responder', and: '' }).by).toBe('responder')
  })
  test('Facets_ThatCannotStandTogether_AreAskedAlone', () => {
    expect(asked({ by: 'service', and: 'service' }).and).toBe('')
    expect(asked({ by: 'day', and: 'week' }).and).toBe('')
  })
  test('Question_OfWordsThatNobodyKnows_AsksWhatIsUsual', () => {
    const { measure: what, by, and } = asked({ measure: 'happiness', by: 'colour', and: 'weather' })
    expect([what, by, and]).toEqual(['submitted', 'day', ''])
  })
  test('Hours_OfManyDays_AreNotAsked', () => expect(asked({ from: '2026-09-01', by: 'hour', and: '' }).by).toBe('week'))
  test('SharedStation_IsAskedNothingThatItDoesNotTell', () => {
    const shared = { station: 'fucheng', from: '2026-11-10', to: '2026-11-10' }
    expect(asked({ ...shared, measure: 'sealed', by: 'hour', and: 'ageBand', filters: { ageBand: '0-17', community: 'x', level: 'general' } })).toEqual({
      ...question, ...shared, measure: 'submitted', by: 'day', and: '', filters: { level: 'general' },
    })
    expect(asked({ ...shared, measure: 'entries', by: 'action' }).by).toBe('day')
  })
  test('AllStations_AreThoseWhoseEntriesCanBeOpened', () => {
    expect(doorsOf({ ...question, station: 'all' }, doors).map((door) => door.stationId)).toEqual(['zhuoda'])
    expect(asked({ station: 'all', by: 'station', and: '' }).by).toBe('day')
  })
})

describe('Today', () => {
  test('Today_AtAStation_IsTheDayOfItsOwnClock', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-21T17:00:00Z') })
    expect([today('Asia/Shanghai'), today('Europe/London')]).toEqual(['2026-11-22', '2026-11-21'])
    vi.useRealTimers()
  })
})

describe('Numbers', () => {
  test('Axis_ForAnyNumber_ReachesItInFewRoundSteps', () => {
    for (const most of [1, 3, 7, 12, 99, 1_000, 123_456]) {
      const steps = ticks(most)
      expect(steps[steps.length - 1]).toBeGreaterThanOrEqual(most)
      expect(steps.length).toBeLessThanOrEqual(6)
    }
  })
  test('Duration_IsSaidInTheUnitThatFits', () => {
    expect(amountOf(95, 'Seconds')).toEqual({ n: 95, as: 'secondsText' })
    expect(amountOf(330, 'Seconds')).toEqual({ n: 5.5, as: 'minutesText' })
    expect(amountOf(600, 'Minutes')).toEqual({ n: 10, as: 'hoursText' })
    expect(amountOf(12, 'Entries')).toEqual({ n: 12, as: 'plain' })
  })
})
