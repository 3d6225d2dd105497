// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import { retentionNames } from '../../../../main/contract/retention-names.ts'
import { defaultSettings } from '../../../../main/contract/settings.ts'
import { RetentionSettings } from '../../../../renderer/features/settings/retention-settings.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, show } from '../../show.tsx'

const kept = defaultSettings.retention
const finding = {
  kind: 'unseen' as const,
  count: 12,
  from: Date.UTC(2024, 0, 2) as Instant,
  to: Date.UTC(2025, 5, 3) as Instant,
}

async function choose(label: string, answers: Answers) {
  const shown = await show(<RetentionSettings />, {
    'settings.set': () => ({ ...defaultSettings, language: 'en' }),
    ...answers,
  })
  const name = new RegExp(retentionNames.en.unseen)
  await shown.user.click(await screen.findByRole('button', { name }))
  await shown.user.click(await screen.findByRole('option', { name: label }))
  return shown
}

test('a choice says what it erases at once, and is made only when that is wanted', async () => {
  const asked: unknown[] = []
  const { user, changes } = await choose('After 365 days', {
    'retention.preview': (input) => {
      asked.push(input)
      return { findings: [finding], clockTrusted: true }
    },
  })
  const question = within(await screen.findByRole('alertdialog'))
  question.getByText(/^12 photos, from .*2024 to .*2025, will be erased for good within a minute\.$/)
  expect(asked).toEqual([{ days: { ...kept, unseen: 365 } }])
  await user.click(question.getByRole('button', { name: words.common.cancel }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(changes().filter(([method]) => method === 'settings.set')).toEqual([])
})

test('confirmed, it is set beside the others', async () => {
  const { user, changes } = await choose('After 90 days', {
    'retention.preview': () => ({ findings: [], clockTrusted: false }),
  })
  const question = within(await screen.findByRole('alertdialog'))
  question.getByText(`${words.retention.nothing} ${words.retention.clock}`)
  await user.click(question.getByRole('button', { name: words.retention.confirm }))
  await waitFor(() => expect(changes()).toContainEqual(['settings.set', { retention: { ...kept, unseen: 90 } }]))
})
