import { expect, test } from 'vitest'
import { passkeysPossible, toBytes, toText } from './passkey'

test('Bytes_ThereAndBack_AreTheSame', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
  expect(toBytes(toText(bytes.buffer))).toEqual(bytes)
  expect(toText(Uint8Array.from([251, 255]).buffer)).toBe('-_8')
})

test('Passkeys_InABrowserWithoutThem_AreNotOffered', () => {
  expect(passkeysPossible()).toBe(false)
})
