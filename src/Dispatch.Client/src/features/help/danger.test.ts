import { expect, test } from 'vitest'
import { speaksOfDanger } from './danger'

test.each([
  '我不想活了', '我 不想 活 了', '不想活', '活著沒意思', '他站在天台上', "I don't want to live any more", 'KILL  MYSELF', 'ｋｉｌｌ myself', '我想 kill myself',
])('Danger_SaidAs_%s_IsHeard', (words) => {
  expect(speaksOfDanger(words)).toBe(true)
})

test.each(['', '明天想有人陪我去医院', '我妈上周摔倒了', 'I want to learn a skill myself', 'a stable job'])('Danger_NotIn_%s_IsNotHeard', (words) => {
  expect(speaksOfDanger(words)).toBe(false)
})
