import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../main/contract/errors.ts'
import { type Language, languageCodes, languages } from '../../../main/contract/languages.ts'
import { chooseLanguage, loadMessages, wishedLanguages } from '../../../renderer/messages/catalogue.ts'
import { shownParts, wordsOf } from './words-of.ts'

const root = join(import.meta.dirname, '../../..')
const messages = join(root, 'renderer/messages')
const allMessages = new Map(
  await Promise.all(languageCodes.map(async (code) => [code, await loadMessages(code)] as const)),
)
const english = wordsOf(allMessages.get('en'))
/** Names that are the same everywhere, and the key with Chinese characters. */
const untranslated = [/^navigation\.label$/, /^entry\.characters$/, /^metric\.measures\.(eer|auc)$/]

test('every row of the table of languages has a folder of words, and every folder a row', () => {
  const folders = readdirSync(messages, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).toSorted()).toEqual(languageCodes.toSorted())
})

test('the words of a screen are in the file that is called like the folder of the screen', () => {
  const features = readdirSync(join(root, 'renderer/features'))
  const files = readdirSync(join(messages, 'en')).map((name) => name.slice(0, -'.ts'.length))
  expect(features.filter((name) => !files.includes(name))).toEqual([])
})

test.each(languageCodes)('%s has a name, a locale and a spreadsheet encoding that the platform knows', (code) => {
  const { name, locale, spreadsheetEncoding } = languages[code]
  expect(name.length).toBeGreaterThan(1)
  expect(new Intl.Locale(locale).language).toBe(code)
  expect(Intl.PluralRules.supportedLocalesOf(locale)).toEqual([locale])
  expect(new TextDecoder(spreadsheetEncoding, { fatal: true }).decode(new Uint8Array([0x41]))).toBe('A')
})

describe.each(languageCodes)('the catalogue in %s', (language) => {
  const catalogue = allMessages.get(language)!
  const words = wordsOf(catalogue)

  test('is in the same files as the English one', () => {
    expect(readdirSync(join(messages, language))).toEqual(readdirSync(join(messages, 'en')))
  })

  test('has the words of the page that refuses a strange browser', async () => {
    const { plainPage } = await import(`../../../renderer/messages/${language}/plain-page.ts`)
    const english = await import('../../../renderer/messages/en/plain-page.ts')
    expect([...wordsOf(plainPage).keys()]).toEqual([...wordsOf(english.plainPage).keys()])
  })

  test('has every key of the English one and no other', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('says something everywhere', () => {
    expect([...words].filter(([, said]) => said.trim() === '')).toEqual([])
  })

  test('shows what the English one shows in every sentence with parts to fill in', () => {
    expect(shownParts(catalogue)).toEqual(shownParts(allMessages.get('en')))
  })

  test('has words for every error', () => {
    expect(Object.keys(catalogue.errors).sort()).toEqual([...errorCodes].sort())
  })
})

/** Words that a language has in common with English, beside the names and units that all have. */
const sharedWords: Readonly<Partial<Record<Language, string>>> = {
  de: 'China Code Embeddings Format HNSW Illinois Import Index Japan Minute Name PIN Passphrase Person Port Server Standard System Token Tokens Training USA Webhook Webhooks',
  es: 'China Embeddings Inspector Manual PIN Token Tokens Total Webhook Webhooks',
}
const everywhere = 'Rollcall in morning ms h Frappe HR Employee Checkin CSV'

test.each(languageCodes.filter((code) => code !== 'en'))('%s is translated throughout', (language) => {
  const shared = new Set(`${everywhere} ${sharedWords[language] ?? ''}`.split(' '))
  const same = [...wordsOf(allMessages.get(language))].filter(([key, said]) => said === english.get(key))
  const untouched = same.filter(([key, said]) => {
    const known = (said.match(/\p{L}+/gu) ?? []).every((word) => shared.has(word))
    return !known && !untranslated.some((name) => name.test(key))
  })
  expect(untouched).toEqual([])
})

describe('choosing a language', () => {
  test('takes the first wish that there is, with its region', () => {
    expect(chooseLanguage(['tlh', 'ja-JP', 'en-GB'])).toEqual({ language: 'ja', locale: 'ja-JP' })
  })

  test('falls back to English', () => {
    expect(chooseLanguage(['tlh', 'x-pirate'])).toEqual({ language: 'en', locale: 'en-GB' })
  })

  test("keeps the system's region of a chosen language", () => {
    expect(chooseLanguage(wishedLanguages('en', ['ja-JP', 'en-GB']))).toEqual({ language: 'en', locale: 'en-GB' })
    expect(chooseLanguage(wishedLanguages('zh', ['en-GB']))).toEqual({ language: 'zh', locale: 'zh-CN' })
    expect(chooseLanguage(wishedLanguages('system', ['zh-TW']))).toEqual({ language: 'zh', locale: 'zh-TW' })
  })
})
