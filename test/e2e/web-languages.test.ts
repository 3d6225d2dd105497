import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { countryNames } from '../../main/contract/countries.ts'
import { languages } from '../../main/contract/languages.ts'
import { retentionNames } from '../../main/contract/retention-names.ts'
import { speakPseudo } from '../helpers/pseudo-language.ts'
import { cutTexts } from '../helpers/reflow.ts'
import { settled } from '../helpers/settled.ts'
import { addEntry, go, screens, webOffice } from '../helpers/web-office.ts'

/** Every screen in a language that is about 40 % longer than English, in which no word is left in English. */
const { openPage } = webOffice(fillOffice)

/** People, groups and kiosks without a Latin letter, so that every one that is on a screen is a word of Rollcall. */
async function fillOffice(app: App): Promise<void> {
  const names = ['Жанна Кузнецова', '佐藤 美咲', 'Γεώργιος Παππάς']
  for (const name of names) await app.call('people.create', { name, groups: ['Приёмная'] })
  const { people } = await app.call('people.list', {})
  for (const [index, { id }] of people.entries()) {
    if (index > 0) await addEntry(app, id, new Date().setHours(0, 1, 0, 0), { actor: '佐藤', reason: '…' })
  }
}

/** What is no word of the catalogue: dates, units, and names of languages, formats and products. */
const names = new RegExp(
  `^(${[
    ...['Rollcall', 'PIN', 'MIT', 'cpu', 'UTC', 'am', 'pm', 'min', 'kB', 'MB', 'GB'],
    ...['(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?', 'Jan(uary)?', 'Feb(ruary)?', 'Mar(ch)?', 'Apr(il)?'],
    ...['May', 'June?', 'July?', 'Aug(ust)?', '(Sept?|Oct|Nov|Dec)(o?(em)?ber)?'],
    ...Object.values(languages).map(({ name }) => name),
  ].join('|')})$`,
)
/** Files, the licences that models came with, and what React Aria translates by itself. */
const quoted = /\.onnx$|^MIT \(package licence|^Show suggestions$/
/** Countries and periods of retention are named once for windows and documents, outside the catalogue. */
const namedOnce = new Set([...Object.values(countryNames.en), ...Object.values(retentionNames.en)])

interface Said {
  readonly text: string
  readonly by: string
}

/** Texts of the page, its labels and placeholders, that have a word of Latin letters without accents. */
async function untranslated(page: Page): Promise<readonly Said[]> {
  const texts = (await page.evaluate(readTexts)) as Said[]
  const isQuoted = ({ text }: Said) => quoted.test(text) || namedOnce.has(text)
  const words = (said: Said) => (isQuoted(said) ? [] : (said.text.match(/\p{L}*[a-z]{2,}\p{L}*/giu) ?? []))
  return texts.filter((said) => words(said).some((word) => !names.test(word)))
}

const readTexts = `(() => {
  const said = []
  const nameOf = (element) => [element.tagName.toLowerCase(), ...element.classList].join('.')
  // Paths, addresses and hashes.
  const given = 'code, script, style'
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement.closest(given) === null) said.push({ text: node.textContent, by: nameOf(node.parentElement) })
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    if (element.closest(given) !== null) continue
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const text = element.getAttribute(name)
      if (text !== null) said.push({ text, by: nameOf(element) + ' ' + name })
    }
  }
  return said
})()`

/** Pairs of texts that are painted over each other. */
async function overlaps(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(findOverlaps)) as string[]
}

const findOverlaps = `(() => {
  const boxes = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent.trim()
    if (text === '' || node.parentElement.closest('svg, .visually-hidden, .skip, script, [aria-hidden="true"]')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 2 || bottom - top < 2) continue
      // What is scrolled away is not there.
      const there = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)
      if (!there.includes(node.parentElement)) continue
      boxes.push({ text, left, right, top, bottom })
    }
  }
  const found = []
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      if (one.text === other.text) continue
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      if (width > 3 && height > Math.min(one.bottom - one.top, other.bottom - other.top) / 2) {
        found.push(one.text.slice(0, 40) + ' / ' + other.text.slice(0, 40))
      }
    }
  }
  return found
})()`

test.each([
  ['a laptop', { width: 1366, height: 768 }],
  ['a kiosk', { width: 1080, height: 1920 }],
] as const)('no screen on %s has an untranslated word, or cuts or overlaps a longer one', async (_, viewport) => {
  const page = await openPage('today', { viewport }, speakPseudo)
  await page.getByText('Ţóóðááý').first().waitFor()
  for (const screen of screens) {
    await go(page, screen)
    await settled(page)
    expect.soft(await untranslated(page), screen).toEqual([])
    expect.soft(await cutTexts(page), screen).toEqual([])
    expect.soft(await overlaps(page), screen).toEqual([])
    expect.soft(await page.evaluate('document.documentElement.scrollWidth'), screen).toBe(viewport.width)
  }
})

test('what these tests look for is found where it is', async () => {
  const page = await openPage('today')
  expect((await untranslated(page)).map(({ text }) => text)).toContain('Settings')
  expect(await overlaps(page)).toEqual([])
  await page.evaluate("document.querySelector('h1').style.cssText = 'position: fixed; top: 4.75rem; left: 3rem'")
  expect((await overlaps(page)).length).toBeGreaterThan(0)
})

test.each(['de-DE', 'es-ES', 'zh-CN', 'ja-JP'])('no screen cuts or overlaps a text in %s', async (locale) => {
  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 1080, height: 1920 },
  ]) {
    const page = await openPage('today', { locale, viewport })
    for (const screen of screens) {
      await go(page, screen)
      await settled(page)
      expect.soft(await cutTexts(page), screen).toEqual([])
      expect.soft(await overlaps(page), screen).toEqual([])
    }
  }
})
