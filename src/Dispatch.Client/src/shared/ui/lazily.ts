import { type AsyncComponentLoader, type Component, defineAsyncComponent } from 'vue'

/** How often a part is asked for again, and after how many milliseconds each time. */
const PAUSES = [300, 1_000, 3_000]

/** A part of a page that comes when it is needed. On a bad line it is asked for again, so that a press of a button is not lost. */
export function lazily<T extends Component>(loader: AsyncComponentLoader<T>): T {
  return defineAsyncComponent({
    loader,
    onError(_error, retry, fail, attempts) {
      const pause = PAUSES[attempts - 1]
      if (pause === undefined) fail()
      else setTimeout(retry, pause)
    },
  })
}
