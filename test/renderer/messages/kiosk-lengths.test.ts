import { describe, expect, test } from 'vitest'
import { languageCodes } from '../../../main/contract/languages.ts'
import { loadMessages } from '../../../renderer/messages/catalogue.ts'

/** Columns that a text takes; Chinese and Japanese characters take two. */
const columns = (text: string) => [...text].reduce((sum, letter) => sum + (/[\u1100-\uffdc]/.test(letter) ? 2 : 1), 0)

/**
 * What is read from two metres away, in seconds, beside a face. A line of the speech bubble holds 24 columns at the
 * kiosk's largest size of text, and a bubble two lines.
 */
describe.each(languageCodes)('what the kiosk says in %s', async (language) => {
  const { kiosk, challenge, quality, entry } = await loadMessages(language)
  const directions = ['in', 'out'] as const
  const parts = ['morning', 'afternoon', 'evening'] as const

  test.each([
    ['greetings', 20, parts.flatMap((part) => directions.map((direction) => kiosk.greeting(part, direction)))],
    ['invitations', 30, [kiosk.invitation, kiosk.looking, kiosk.starting]],
    ['records', 30, directions.flatMap((direction) => kiosk.recorded(direction, '12:00 am'))],
    [
      'titles',
      40,
      [
        ...[kiosk.unknownTitle, kiosk.ambiguousTitle, kiosk.notLiveTitle, kiosk.cooldownTitle, kiosk.awayTitle],
        ...[kiosk.unsavedTitle, challenge.title, challenge.still.title, challenge.failed.title],
        ...[challenge.blink(1), challenge.blink(2), challenge.turn.left, challenge.turn.right],
      ],
    ],
    ['advice', 42, Object.values(quality)],
    [
      'buttons',
      36,
      [
        ...[kiosk.notRight, kiosk.nothingWrong, kiosk.wrongDirection.in, kiosk.wrongDirection.out],
        ...[entry.visitor, entry.pin, entry.forgot, entry.signIn, entry.signOut, entry.coming, entry.going],
        ...[entry.staying, entry.leaving, entry.arriving, entry.noNumber, entry.send],
      ],
    ],
  ])('%s are at most %i columns wide', (_, most, texts) => {
    expect(texts.filter((text) => columns(text) > most)).toEqual([])
  })
})
