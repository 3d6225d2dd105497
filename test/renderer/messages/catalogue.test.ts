import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../../main/contract/errors.ts'
import { catalogue, chooseLanguage, type Language, wishedLanguages } from '../../../renderer/messages/catalogue.ts'

/** Every word of a language by its path; a function by what it says for sample arguments of every kind. */
function wordsOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function') {
    const said = ['in', 'morning', 3, 0.5].map((sample) =>
      String(value(sample, sample === 'morning' ? 'in' : sample, sample)),
    )
    return new Map([[path, said.join(' | ')]])
  }
  if (typeof value !== 'object' || value === null) return new Map([[path, '']])
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [...wordsOf(part, path === '' ? key : `${path}.${key}`)]),
  )
}

const english = wordsOf(catalogue.en)
/** Names that are the same everywhere. */
const untranslated = [/^navigation\.label$/, /^settings\.languages\.(en|zh|ja)$/, /^metric\.measures\.(eer|auc)$/]

describe.each(Object.keys(catalogue) as Language[])('the catalogue in %s', (language) => {
  const words = wordsOf(catalogue[language])

  test('has every key of the English one and no other', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('says something everywhere', () => {
    expect([...words].filter(([, said]) => said.trim() === '')).toEqual([])
  })

  test('has words for every error', () => {
    expect(Object.keys(catalogue[language].errors).sort()).toEqual([...errorCodes].sort())
  })
})

test.each(['zh', 'ja'] as const)('%s is translated throughout', (language) => {
  const same = [...wordsOf(catalogue[language])].filter(([key, said]) => said === english.get(key))
  expect(same.filter(([key]) => !untranslated.some((name) => name.test(key)))).toEqual([])
})

describe('choosing a language', () => {
  test('takes the first wish that there is, with its region', () => {
    expect(chooseLanguage(['de-DE', 'ja-JP', 'en-GB'])).toEqual({ language: 'ja', locale: 'ja-JP' })
  })

  test('falls back to English', () => {
    expect(chooseLanguage(['de', 'fr'])).toEqual({ language: 'en', locale: 'en' })
  })

  test("keeps the system's region of a chosen language", () => {
    expect(chooseLanguage(wishedLanguages('en', ['ja-JP', 'en-GB']))).toEqual({ language: 'en', locale: 'en-GB' })
    expect(chooseLanguage(wishedLanguages('zh', ['en-GB']))).toEqual({ language: 'zh', locale: 'zh' })
    expect(chooseLanguage(wishedLanguages('system', ['zh-TW']))).toEqual({ language: 'zh', locale: 'zh-TW' })
  })
})
