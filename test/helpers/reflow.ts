import type { Page } from 'playwright'

/** What a page shows only in part. */
export interface Cut {
  readonly text: string
  /** The element that cuts it, or that is too wide. */
  readonly by: string
}

/**
 * Texts that nobody can read to the end: outside of the window or cut off by an element that cannot be scrolled; and
 * everything that would have to be scrolled sideways. What is hidden on purpose, for screen readers only, is left out.
 */
export async function cutTexts(page: Page): Promise<readonly Cut[]> {
  return (await page.evaluate(findCuts)) as Cut[]
}

/** Runs in the page, which has a document; the tests have none. */
const findCuts = `(() => {
  const slack = 2
  const cuts = []
  const nameOf = (element) => [element.tagName.toLowerCase(), ...element.classList].join('.')
  const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll'
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip'
  const unseen = '.visually-hidden, .skip, svg, [aria-hidden="true"]'
  for (const element of document.querySelectorAll('body *')) {
    const { overflowX } = getComputedStyle(element)
    if (scrolls(overflowX) && element.scrollWidth > element.clientWidth + slack) {
      cuts.push({ text: 'scrolls sideways', by: nameOf(element) })
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent.trim().slice(0, 60)
    if (text === '' || node.parentElement.closest(unseen) !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    let { left, right, top, bottom } = range.getBoundingClientRect()
    if (right === left || bottom === top) continue
    for (let box = node.parentElement; box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box)
      const edge = box.getBoundingClientRect()
      const cutX = hides(style.overflowX) && (left < edge.left - slack || right > edge.right + slack)
      const cutY = hides(style.overflowY) && (top < edge.top - slack || bottom > edge.bottom + slack)
      // A name that is shortened says so by its dots, and stands whole where it leads to.
      if (cutY || (cutX && style.textOverflow !== 'ellipsis')) cuts.push({ text, by: nameOf(box) })
      if (cutX || cutY) {
        right = left
        break
      }
      // What a scroller does not show now can be scrolled to.
      if (scrolls(style.overflowX)) [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)]
      if (scrolls(style.overflowY)) [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)]
      if (bottom <= top || right <= left || style.position === 'fixed') break
    }
    if (bottom > top && right > left && (left < -slack || right > innerWidth + slack)) cuts.push({ text, by: 'window' })
  }
  return cuts
})()`
