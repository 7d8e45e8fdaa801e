import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import board from './zh-CN/board.json'

// Codes that the rules send as plain text, and the board shows in words.
function sourcesOf(folder: string): string {
  const root = resolve('../Dispatch.Domain', folder)
  return readdirSync(root, { encoding: 'utf8' })
    .filter((name) => name.endsWith('.cs'))
    .map((name) => readFileSync(resolve(root, name), 'utf8'))
    .join('\n')
}

function codesIn(source: string, pattern: RegExp): string[] {
  return [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ''))].sort()
}

test.each([
  ['gates', codesIn(sourcesOf('Matching'), /new\("([a-z-]+)", Excludes\./g), Object.keys(board.gate)],
  ['score factors', codesIn(sourcesOf('Matching'), /new(?: ScoreFactor)?\("([a-z-]+)", (?!Excludes)/g), Object.keys(board.factor)],
  ['timeline entries', codesIn(sourcesOf('Requests'), /\.Told\(now, "([a-z-]+)"/g), Object.keys(board.timeline)],
])('Codes_Of%s_AllHaveWords', (_what, codes, words) => {
  expect(codes.length).toBeGreaterThan(5)
  expect(codes.filter((code) => !words.includes(code))).toEqual([])
})
