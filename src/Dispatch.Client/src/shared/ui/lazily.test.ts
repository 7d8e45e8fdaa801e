import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { lazily } from './lazily'

const Part = defineComponent({ render: () => h('p', 'here') })

function pageWith(part: typeof Part) {
  return mount(defineComponent({ render: () => h('main', h(part)) }))
}

describe('lazily', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('Part_WhoseFirstLoadFails_IsAskedForAgainAndShown', async () => {
    const load = vi.fn<() => Promise<typeof Part>>().mockRejectedValueOnce(new Error('no line')).mockResolvedValue(Part)

    const page = pageWith(lazily(load))
    await flushPromises()
    expect(page.text()).toBe('')
    await vi.advanceTimersByTimeAsync(300)
    await flushPromises()

    expect(load).toHaveBeenCalledTimes(2)
    expect(page.text()).toBe('here')
  })

  it('Part_ThatNeverComes_IsAskedForFourTimes', async () => {
    const load = vi.fn<() => Promise<typeof Part>>().mockRejectedValue(new Error('no line'))

    mount(defineComponent({ render: () => h('main', h(lazily(load))) }), { global: { config: { errorHandler: () => undefined, warnHandler: () => undefined } } })
    await vi.advanceTimersByTimeAsync(60_000)
    await flushPromises()

    expect(load).toHaveBeenCalledTimes(4)
  })
})
