import type { Browser, Page, Request } from 'playwright'
import { vi } from 'vitest'

const openCalls = new WeakMap<Page, Set<Request>>()

/** Keeps count of the calls that each page of a browser waits for, so that `settled` can be asked of it. */
export function countCalls(browser: Browser): void {
  browser.on('context', (context) => {
    context.on('page', (page) => {
      const calls = new Set<Request>()
      openCalls.set(page, calls)
      page.on('request', (request) => {
        // Announcements go on for ever, and frames follow each other.
        if (request.resourceType() !== 'eventsource' && !request.url().endsWith('/api/frame')) calls.add(request)
      })
      page.on('requestfinished', (call) => void calls.delete(call))
      page.on('requestfailed', (call) => void calls.delete(call))
    })
  })
}

/**
 * What a page shows at this moment; null while fonts or pictures are missing or something moves that will come to rest.
 * It is read after two pictures were drawn.
 */
const lookAtPage = `new Promise((seen) => {
  const look = () => {
    const moves = document.getAnimations().some(
      (animation) => animation.playState === 'running' && animation.effect?.getComputedTiming().endTime !== Infinity,
    )
    const pictures = [...document.images].every(({ complete, loading }) => complete || loading === 'lazy')
    if (moves || !pictures || document.fonts.status !== 'loaded') return seen(null)
    const { scrollWidth, scrollHeight } = document.documentElement
    seen([document.getElementsByTagName('*').length, scrollWidth, scrollHeight, document.body.innerText].join(' '))
  }
  requestAnimationFrame(() => requestAnimationFrame(look))
})`

/** Waits until a page has got all it asked for, nothing moves into place, and two looks in a row see the same. */
export async function settled(page: Page): Promise<void> {
  const calls = openCalls.get(page)
  if (calls === undefined) throw new Error('Open the page in a browser of openBrowser.')
  let before: unknown = null
  await vi.waitUntil(
    async () => {
      const now = calls.size === 0 ? await page.evaluate(lookAtPage) : null
      const same = now !== null && now === before && calls.size === 0
      before = now
      return same
    },
    { timeout: 30_000, interval: 30 },
  )
}
