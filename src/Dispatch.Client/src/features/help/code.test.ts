import { expect, test } from 'vitest'
import { codeOfHash, groupCode, normaliseCode } from './code'

test.each([
  ['K7QM-2XHD-9RTA', 'K7QM-2XHD-9RTA'],
  [' k7qm 2xhd 9rta ', 'K7QM-2XHD-9RTA'],
  ['Ｋ７ＱＭ２ＸＨＤ９ＲＴＡ', 'K7QM-2XHD-9RTA'],
  ['O0o1-iI1L-0000', '0001-1111-0000'],
])('Code_AsPeopleTypeIt_IsRead %s', (typed, code) => {
  expect(normaliseCode(typed)).toBe(code)
})

test.each(['', 'K7QM-2XHD-9RT', 'K7QM-2XHD-9RTAA', 'K7QM-2XHD-9RTU', '求助码'])('Code_NotACode_IsRefused %s', (typed) => {
  expect(normaliseCode(typed)).toBeNull()
})

test('Code_WhileTyping_IsGroupedByFour', () => {
  expect(groupCode('k7qm2x')).toBe('K7QM-2X')
  expect(groupCode('')).toBe('')
})

test('Code_InTheHash_IsFoundAndBrokenHashesAreNot', () => {
  expect(codeOfHash('#K7QM-2XHD-9RTA')).toBe('K7QM-2XHD-9RTA')
  expect(codeOfHash('#k7qm%202xhd%209rta')).toBe('K7QM-2XHD-9RTA')
  expect(codeOfHash('#%E0%A4%A')).toBeNull()
  expect(codeOfHash('')).toBeNull()
})
