import type { ChatMessage } from '@/shared/api/chatTypes'

/** A message on its way: nothing of it is lost while the line is down. */
export interface Waiting {
  id: string
  text: string
  /** The refusal that stopped it; null: it is being sent. */
  code: string | null
}

/** The known lines with those that came, each once, in order. */
export function fold(known: readonly ChatMessage[], come: readonly ChatMessage[]): ChatMessage[] {
  const last = known.at(-1)?.number ?? 0
  return [...known, ...come.filter((message) => message.number > last)]
}

/** What still waits, once these lines are there. */
export function stillWaiting(waiting: readonly Waiting[], lines: readonly ChatMessage[]): Waiting[] {
  const there = new Set(lines.map((line) => line.clientId))
  return waiting.filter((message) => !there.has(message.id))
}

/** The newest own line that the other side has seen; 0: none. */
export function seenUpto(lines: readonly ChatMessage[], mark: number, own: ChatMessage['from']): number {
  return lines.findLast((line) => line.from === own && line.number <= mark)?.number ?? 0
}

/** Milliseconds before the next try: 1, 2, 4, 8 s, then every 10; what the server asks for is obeyed. */
export function tryAgainMs(failures: number, told: number | null): number {
  return told !== null && told > 0 ? told * 1_000 : Math.min(10_000, 1_000 * 2 ** Math.max(0, failures - 1))
}

/** Longest message, as the server has it. */
export const longest = 2_000

/** What may be sent of what was typed; empty: nothing. Tabs and other signs that are no words become blanks. */
export function tidy(typed: string): string {
  return typed
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
    .trim()
}
