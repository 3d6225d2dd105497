// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import type { LookPurpose } from '../../../../main/contract/looks.ts'
import { KeepLook } from '../../../../renderer/features/kiosk/keep-look.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, personOf, show } from '../../show.tsx'

const { looks, entry } = words
const { questions } = looks
const ada = personOf(1, 'Ada Lovelace')
const asked = (pin: boolean | null, purpose: LookPurpose) =>
  ({
    track: 7,
    state: { kind: 'looking' },
    keepLook: pin === null ? null : { person: ada, purpose, pin },
  }) as unknown as FrameFace

async function ask(pin: boolean | null, answers: Answers = {}, purpose: LookPurpose = 'second') {
  const onSound = vi.fn()
  const { user } = await show(<KeepLook kiosk="Lobby" faces={[asked(pin, purpose)]} onSound={onSound} />, answers)
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  return { onSound, user, press }
}

test('nobody is asked whom the engine does not ask', async () => {
  await ask(null)
  expect(screen.queryByRole('button', { name: looks.no })).toBeNull()
})

test('one touch keeps the look of the face that was asked, or declines', async () => {
  const keep = vi.fn(() => ({ kind: 'kept' as const, until: 0 as never }))
  const decline = vi.fn(() => ({}))
  const { onSound, press } = await ask(false, { 'looks.keep': keep, 'looks.decline': decline })
  expect(screen.getByText(questions.second.about(14))).toBeTruthy()
  await press(questions.second.keep)
  await vi.waitFor(() => expect(keep).toHaveBeenCalledWith(expect.objectContaining({ kiosk: 'Lobby', track: 7 })))
  await vi.waitFor(() => expect(onSound).toHaveBeenCalledWith('accepted'))
  await press(looks.no)
  await vi.waitFor(() => expect(decline).toHaveBeenCalledWith({ kiosk: 'Lobby', track: 7 }))
})

test('whoever has a PIN is asked for it, and told when it is wrong', async () => {
  const keep = vi.fn(() => ({ kind: 'wrong' as const }))
  const { onSound, user, press } = await ask(true, { 'looks.keep': keep })
  await press(questions.second.keep)
  expect(keep).not.toHaveBeenCalled()
  await user.type(screen.getByLabelText(entry.pinHint), '482913')
  await press(entry.enter)
  await vi.waitFor(() => expect(keep).toHaveBeenCalledWith({ kiosk: 'Lobby', track: 7, pin: '482913' }))
  expect((await screen.findByRole('alert')).textContent).toBe(entry.wrongPin)
  expect(onSound).toHaveBeenCalledWith('refused')
})

test('whom other models cannot read is asked for a new photo by name, though the camera does not know them', async () => {
  const keep = vi.fn(() => ({ kind: 'kept' as const, until: 0 as never }))
  const { press } = await ask(false, { 'looks.keep': keep }, 'models')
  expect(screen.getByText(questions.models.ask(ada.name))).toBeTruthy()
  expect(screen.getByText(questions.models.about(14))).toBeTruthy()
  expect(screen.queryByText(questions.second.about(14))).toBeNull()
  await press(questions.models.keep)
  await vi.waitFor(() => expect(keep).toHaveBeenCalledWith(expect.objectContaining({ kiosk: 'Lobby', track: 7 })))
})
