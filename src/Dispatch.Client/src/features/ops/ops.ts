import type { GrainTypeFigures, OpsView, ProcessReport, ProcessView, StorageFigures } from '@/shared/api/opsTypes'

/** Above these somebody should look; docs/operations.md says at what. */
export const limits = { queue: 100, writeP99: 100, processorShare: 0.8, grainP99: 500 }

/** Something that needs a look: the key of its text, and the words in it. */
export interface Concern {
  key: 'silent' | 'gone' | 'busy' | 'queue' | 'writes' | 'failedWrites' | 'late'
  words: Record<string, string | number>
}

export type Column = 'type' | 'activations' | 'callsPerSecond' | 'p50Milliseconds' | 'p99Milliseconds' | 'errors' | 'waiting' | 'longestQueue'

export interface Sorting {
  column: Column
  down: boolean
}

/** Reports that still count: those of processes that are there. */
export function present(view: OpsView): ProcessReport[] {
  return view.processes.flatMap((process) => (process.report && process.state !== 'Silent' && process.state !== 'Gone' ? [process.report] : []))
}

/** The actors of all processes by type. Counts add up; of the quantiles the worst process is shown, for they do not add. */
export function byType(view: OpsView): GrainTypeFigures[] {
  const types = new Map<string, GrainTypeFigures>()
  for (const figures of present(view).flatMap((report) => report.grainTypes)) {
    const known = types.get(figures.type)
    types.set(figures.type, known ? sum(known, figures) : figures)
  }
  return [...types.values()]
}

function sum(one: GrainTypeFigures, two: GrainTypeFigures): GrainTypeFigures {
  return {
    type: one.type,
    activations: one.activations + two.activations,
    callsPerSecond: one.callsPerSecond + two.callsPerSecond,
    p50Milliseconds: worst(one.p50Milliseconds, two.p50Milliseconds),
    p99Milliseconds: worst(one.p99Milliseconds, two.p99Milliseconds),
    errors: one.errors + two.errors,
    waiting: one.waiting + two.waiting,
    longestQueue: Math.max(one.longestQueue, two.longestQueue),
  }
}

function worst(one: number | null, two: number | null): number | null {
  return one === null ? two : two === null ? one : Math.max(one, two)
}

/** What was not measured comes last, whichever way the rest goes. */
export function sorted(types: GrainTypeFigures[], { column, down }: Sorting): GrainTypeFigures[] {
  const sign = down ? -1 : 1
  return [...types].sort((a, b) => {
    const [one, two] = [a[column], b[column]]
    if (one === null || two === null) return one === two ? a.type.localeCompare(b.type) : one === null ? 1 : -1
    const order = typeof one === 'string' ? one.localeCompare(String(two)) : one - Number(two)
    return order === 0 ? a.type.localeCompare(b.type) : sign * order
  })
}

export interface StorageRow extends StorageFigures {
  process: string
}

/** Storage by process, without what nothing happened to. */
export function storageRows(view: OpsView): StorageRow[] {
  return present(view).flatMap((report) =>
    report.storage.filter((storage) => storage.perSecond > 0 || storage.errors > 0).map((storage) => ({ ...storage, process: report.name })),
  )
}

export function waiting(report: ProcessReport): number {
  return report.grainTypes.reduce((all, type) => all + type.waiting, 0)
}

/** What to look at, gravest first. */
export function concerns(view: OpsView): Concern[] {
  const silent = view.processes.filter((process) => process.state === 'Silent').map((process): Concern => ({ key: 'silent', words: { name: nameOf(process) } }))
  const gone = view.processes.filter((process) => process.state === 'Gone').map((process): Concern => ({ key: 'gone', words: { name: nameOf(process) } }))
  return [...silent, ...gone, ...present(view).flatMap(concernsOf)]
}

function concernsOf(report: ProcessReport): Concern[] {
  const { load, grainTypes, storage, reminders, name } = report
  const found: Concern[] = []
  for (const operation of storage) {
    if (operation.errors > 0) found.push({ key: 'failedWrites', words: { name, n: operation.errors } })
    if ((operation.p99Milliseconds ?? 0) > limits.writeP99) found.push({ key: 'writes', words: { name, ms: milliseconds(operation.p99Milliseconds) } })
  }
  for (const type of grainTypes) {
    if (type.longestQueue > limits.queue) found.push({ key: 'queue', words: { name, type: type.type, n: type.longestQueue } })
  }
  if (load.processor > load.processors * limits.processorShare) {
    found.push({ key: 'busy', words: { name, used: load.processor.toFixed(1), all: load.processors } })
  }
  if (reminders.late > 0) found.push({ key: 'late', words: { name, n: reminders.late } })
  return found
}

export function nameOf(process: ProcessView): string {
  return process.report?.name ?? process.address
}

/** The name of the silo at an address, where it is known. */
export function siloName(view: OpsView, address: string): string {
  const known = view.processes.find((process) => process.address === address)
  return known ? nameOf(known) : address
}

export function milliseconds(value: number | null): string {
  if (value === null) return '–'
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toString()
}

export function rate(value: number): string {
  return value === 0 ? '0' : value < 0.1 ? '<0.1' : value < 100 ? value.toFixed(1) : Math.round(value).toString()
}

export function megabytes(bytes: number): string {
  return Math.round(bytes / 1_048_576).toString()
}
