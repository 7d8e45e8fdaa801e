import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

type Tree = { [key: string]: string | Tree }
const files = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' })
const contracts = resolve('../Dispatch.Contracts/RefusalCode.cs')

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`)))
}

function textsOf(tree: Tree): [string, string][] {
  return keysOf(tree).map((key) => [key, String(at(tree, key))])
}

function at(tree: Tree, path: string): string | Tree | undefined {
  return path.split('.').reduce<string | Tree | undefined>((part, key) => (typeof part === 'object' ? part[key] : undefined), tree)
}

function filesOf(language: string): Map<string, Tree> {
  return new Map(Object.entries(files).flatMap(([path, tree]) => (path.startsWith(`./${language}/`) ? [[path.split('/')[2] ?? '', tree]] : [])))
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
}

function wireSpelling(name: string): string {
  let separators = 0
  return name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : separators++ === 0 ? '.' : '-') + letter.toLowerCase())
}

const chinese = filesOf('zh-CN')
const english = filesOf('en')

test('Locales_BothLanguages_HaveTheSameFiles', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
})

describe.each([...chinese.keys()])('%s', (file) => {
  const zh = chinese.get(file) ?? {}
  const en = english.get(file) ?? {}

  test('Locales_BothLanguages_HaveTheSameKeys', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zh).sort())
  })

  test('Locales_EveryText_SaysSomethingWithTheSamePlaceholders', () => {
    for (const [key, text] of textsOf(zh)) {
      const other = String(at(en, key))
      expect(text.trim(), key).not.toBe('')
      expect(other.trim(), key).not.toBe('')
      expect(placeholders(other), key).toEqual(placeholders(text))
    }
  })
})

test('Refusals_EveryCodeOfTheContracts_IsTranslated', () => {
  const source = readFileSync(contracts, 'utf8')
  const names = [...source.matchAll(/^ {4}([A-Z]\w+)(?: = \d+)?,/gm)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(30)
  const translated = keysOf(chinese.get('refusals.json') ?? {})
  expect(names.map(wireSpelling).filter((code) => !translated.includes(code))).toEqual([])
})
