// Mirrors Dispatch.Contracts/Operations; contracts.test.ts compares the two.

export type ProcessKind = 'Silo' | 'Web' | 'Standalone'
export type ProcessState = 'Running' | 'Leaving' | 'Silent' | 'Gone'
export type MembershipEvent = 'Joined' | 'Leaving' | 'Gone'

export interface ProcessLoad {
  processor: number
  processors: number
  residentBytes: number
  managedBytes: number
  workItems: number
}

export interface GrainTypeFigures {
  type: string
  activations: number
  callsPerSecond: number
  p50Milliseconds: number | null
  p99Milliseconds: number | null
  errors: number
  waiting: number
  longestQueue: number
}

export interface StorageFigures {
  operation: string
  perSecond: number
  p50Milliseconds: number | null
  p99Milliseconds: number | null
  errors: number
  batch: number | null
}

export interface ReminderFigures {
  known: number
  dueSoon: number
  late: number
}

export interface MembershipChange {
  at: string
  version: number
  silo: string
  event: MembershipEvent
}

export interface MembershipView {
  version: number
  silos: string[]
  leaving: string[]
  history: MembershipChange[]
}

export interface ProcessReport {
  address: string
  name: string
  kind: ProcessKind
  version: string
  startedAt: string
  load: ProcessLoad
  grainTypes: GrainTypeFigures[]
  storage: StorageFigures[]
  reminders: ReminderFigures
  view: MembershipView | null
}

export interface ProcessView {
  address: string
  state: ProcessState
  heardAt: string | null
  report: ProcessReport | null
}

export interface OpsView {
  at: string
  processes: ProcessView[]
  history: MembershipChange[]
}
