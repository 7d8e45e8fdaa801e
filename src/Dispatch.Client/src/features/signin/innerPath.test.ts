import { expect, test } from 'vitest'
import { innerPath } from './innerPath'

test.each(['/board', '/people?x=1', '/help#K7QM'])('InnerPath_%s_IsFollowedAfterSignIn', (path) => {
  expect(innerPath(path)).toBe(path)
})

test.each(['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', 'javascript:alert(1)', '', undefined, ['/board', '//x']])(
  'InnerPath_%s_IsNotFollowed',
  (path) => {
    expect(innerPath(path)).toBeNull()
  },
)
