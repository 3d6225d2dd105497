import { expect, test } from 'vitest'
import { languageCodes } from '../../../main/contract/languages.ts'
import { defaultSettings } from '../../../main/contract/settings.ts'
import { loadMessages } from '../../../renderer/messages/catalogue.ts'
import { noticeText } from '../../../renderer/messages/notice-text.ts'

test('a damaged setting has the name that Settings shows', async () => {
  const damages = [{ kind: 'setting', of: ['cooldownSeconds', 'visitorDays', 'enrolmentQuality', 'probeQuality'] }]
  expect(noticeText(await loadMessages('en'), 'data-damaged', { damages })).toBe(
    'Damaged settings (Pause between entries, Keep unknown visitors, Image quality) are replaced by their defaults for now. Set them again.',
  )
})

test.each(languageCodes)('no key of a setting is shown in %s', async (language) => {
  const words = await loadMessages(language)
  const keys = Object.keys(defaultSettings)
  const shown = keys.filter((key) => {
    const said = noticeText(words, 'data-damaged', { damages: [{ kind: 'setting', of: [key] }] })
    return new RegExp(`\\b${key}\\b`).test(said!)
  })
  // “Clock”, “camera” or “kiosk” may be the words of a language as well.
  expect(shown.filter((key) => /[A-Z]/.test(key))).toEqual([])
})

test('a key of which nobody knows the name is shown as it is stored, and other damage keeps its words', async () => {
  const words = await loadMessages('en')
  const said = noticeText(words, 'data-damaged', {
    damages: [
      { kind: 'setting', of: ['fromLater'] },
      { kind: 'document', of: ['kiosks'] },
    ],
  })
  expect(said).toBe(
    'Damaged settings (fromLater) are replaced by their defaults for now. Set them again. Damaged: kiosks. The version before is in use, or the default; what is stored was left as it is. Check and save again, or restore a backup.',
  )
})
