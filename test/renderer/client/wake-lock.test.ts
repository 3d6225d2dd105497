import { setImmediate as settle } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepAwake } from '../../../renderer/client/wake-lock.ts'

function browser() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const seen = { requested: 0, held: 0 }
  const wakeLock = {
    async request() {
      seen.requested += 1
      seen.held += 1
      return {
        release: async () => {
          seen.held -= 1
        },
      }
    },
  }
  return {
    seen,
    keep: () => keepAwake(page as unknown as Document, wakeLock as unknown as WakeLock),
    show(state: 'visible' | 'hidden') {
      page.visibilityState = state
      // A browser releases the lock of a hidden page.
      if (state === 'hidden') seen.held = 0
      page.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

test('the display is kept on, again after the page was hidden, and released in the end', async () => {
  const { seen, keep, show } = browser()
  const release = keep()
  await settle()
  expect(seen).toEqual({ requested: 1, held: 1 })
  show('hidden')
  await settle()
  expect(seen).toEqual({ requested: 1, held: 0 })
  show('visible')
  await settle()
  expect(seen).toEqual({ requested: 2, held: 1 })
  release()
  show('visible')
  await settle()
  expect(seen).toEqual({ requested: 2, held: 0 })
})

test('a lock that comes when nobody wants it any more is given back', async () => {
  const { seen, keep } = browser()
  keep()()
  await settle()
  expect(seen).toEqual({ requested: 1, held: 0 })
})

test('a browser that refuses leaves the display to the system', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' }) as unknown as Document
  const refusing = { request: () => Promise.reject(new Error('NotAllowedError')) } as unknown as WakeLock
  keepAwake(page, refusing)()
  keepAwake(page, undefined)()
  await settle()
})
