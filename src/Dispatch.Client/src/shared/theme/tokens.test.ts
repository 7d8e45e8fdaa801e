import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('src/shared/theme/tokens.css', 'utf8')
const [light = '', dark = ''] = css.split(':root.dark')
const themes = { light: tokensOf(light), dark: tokensOf(dark) }

function tokensOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

// WCAG 2.2 AA: 4.5 for text.
const texts = [
  ['ink', 'page'], ['ink', 'surface'], ['ink', 'sunken'], ['ink-soft', 'page'], ['ink-soft', 'surface'], ['ink-soft', 'sunken'],
  ['ink-faint', 'page'], ['ink-faint', 'surface'], ['ink-faint', 'sunken'], ['ink-soft', 'brand-soft'], ['ink-faint', 'brand-soft'], ['brand', 'surface'], ['brand', 'page'],
  ['on-brand', 'brand'], ['high', 'surface'], ['high', 'high-soft'], ['on-high', 'high'], ['serious', 'surface'], ['serious', 'serious-soft'],
  ['general', 'surface'], ['general', 'general-soft'], ['good', 'surface'], ['good', 'good-soft'],
] as const

describe.each(Object.entries(themes))('%s', (_name, tokens) => {
  test.each(texts)('Contrast_%sOn%s_IsEnoughToRead', (ink, paper) => {
    expect(contrast(tokens.get(ink) ?? '#000000', tokens.get(paper) ?? '#000000')).toBeGreaterThanOrEqual(4.5)
  })

  // 3 for the borders of controls and for focus.
  test.each([['line-strong', 'surface'], ['focus', 'surface'], ['focus', 'page']] as const)('Contrast_%sOn%s_IsEnoughToFind', (line, paper) => {
    expect(contrast(tokens.get(line) ?? '#000000', tokens.get(paper) ?? '#000000')).toBeGreaterThanOrEqual(3)
  })
})
