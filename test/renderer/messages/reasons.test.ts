import { expect, test } from 'vitest'
import { AppError } from '../../../main/contract/errors.ts'
import { languages } from '../../../main/contract/languages.ts'
import { type Reason, reasons } from '../../../main/contract/reasons.ts'
import { loadMessages } from '../../../renderer/messages/catalogue.ts'
import { errorWords } from '../../../renderer/messages/use-words.tsx'

const all = Object.keys(reasons) as Reason[]
const spoken = Object.keys(languages) as (keyof typeof languages)[]

test('each reason has words of its own in every language, and they are what is shown', async () => {
  for (const language of spoken) {
    const words = await loadMessages(language)
    const said = all.map((reason) => errorWords(words, new AppError(reason, 'in English, for the command line')))
    expect(said).toEqual(all.map((reason) => words.reasons[reason]))
    for (const sentence of said) expect(sentence).toMatch(/^.{5,160}[.。]$/)
    expect(new Set(said).size).toBe(all.length)
  }
  const words = await Promise.all(spoken.map(loadMessages))
  for (const reason of all) expect(new Set(words.map((each) => each.reasons[reason])).size).toBe(spoken.length)
})

test('a second kiosk of the same name, a lost update and a busy export read differently', async () => {
  const words = await loadMessages('en')
  const say = (reason: Reason) => errorWords(words, new AppError(reason, ''))
  expect(say('kiosk-name-taken')).toBe('Another kiosk already has this name. Choose a different one.')
  expect(say('changed-meanwhile')).toContain('Somebody else changed this')
  expect(say('export-running')).toContain('still being written')
  expect(errorWords(words, new AppError('disk-full', ''))).toBe(words.errors['disk-full'])
})

test('what nobody expected says where the log is', async () => {
  for (const language of spoken) {
    const words = await loadMessages(language)
    const log = '/home/me/rollcall/logs/rollcall.log'
    expect(errorWords(words, new AppError('internal', '', { details: { log } }))).toContain(log)
    expect(errorWords(words, new AppError('internal', ''))).toBe(words.errors.internal)
    expect(errorWords(words, new TypeError('odd'))).toBe(words.errors.internal)
  }
})
