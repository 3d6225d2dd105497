// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../../main/contract/errors.ts'
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts'
import { useChangeSettings, useSettings } from '../../../renderer/data/use-settings.ts'
import { messages as words } from '../../../renderer/messages/en/index.ts'
import { show } from '../show.tsx'

function Margin() {
  const { margin } = useSettings()
  const change = useChangeSettings()
  return (
    <button type="button" onClick={() => change({ margin: 0.2 })}>
      {margin}
    </button>
  )
}

test('a change is on screen at once, and goes back, with the reason, when the engine refuses', async () => {
  const answer = Promise.withResolvers<Settings>()
  const { user } = await show(<Margin />, { 'settings.set': () => answer.promise })
  await user.click(screen.getByRole('button', { name: '0.05' }))
  await screen.findByRole('button', { name: '0.2' })
  answer.reject(new AppError('disk-full', ''))
  await screen.findByRole('button', { name: '0.05' })
  await screen.findByText(words.errors['disk-full'])
})

test('what the engine made of a change, or somebody else changed, is shown', async () => {
  const shown = await show(<Margin />, { 'settings.set': () => ({ ...defaultSettings, margin: 0.3 }) })
  await shown.user.click(screen.getByRole('button', { name: '0.05' }))
  await screen.findByRole('button', { name: '0.3' })
  act(() => shown.announce('settings.changed', { ...defaultSettings, margin: 0.4 }))
  await screen.findByRole('button', { name: '0.4' })
  expect(shown.changes()).toEqual([['settings.set', { margin: 0.2 }]])
})
