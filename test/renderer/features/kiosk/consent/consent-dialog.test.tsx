// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Output } from '../../../../../main/contract/api.ts'
import type { Instant } from '../../../../../main/contract/entities.ts'
import { AppError } from '../../../../../main/contract/errors.ts'
import type { FrameFace } from '../../../../../main/contract/frame-result.ts'
import { standardKiosk } from '../../../../../main/contract/kiosks.ts'
import { KioskNotice } from '../../../../../renderer/features/kiosk/notice/kiosk-notice.tsx'
import { messages as words } from '../../../../../renderer/messages/en/index.ts'
import { messages as chinese } from '../../../../../renderer/messages/zh/index.ts'
import { type Answers, personOf, show } from '../../../show.tsx'

const { consentKiosk: own } = words
const ada = personOf(1, 'Ada Lovelace')
const text = (title: string) => ({ title, body: `${title}, first.\n\n${title}, second.` })
const asked: Output<'consent.asked'> = {
  ...{ kind: 'asked', name: ada.name, guardianSigns: false, textVersion: 3 },
  texts: { en: text('English'), zh: text('中文'), ja: text('日本語'), de: text('Deutsch'), es: text('Español') },
}
const setup = {
  ...standardKiosk('Lobby'),
  notice: { basis: 'consent', operator: 'Acme GmbH', noticeUrl: null },
} as const
const greeted = {
  track: 7,
  state: { kind: 'decided', decision: { kind: 'known', person: ada } },
  attendance: { kind: 'cooldown', direction: 'in', at: 0 },
} as unknown as FrameFace

beforeEach(() => {
  // jsdom has neither, and the screen asks whether it is touched.
  Object.assign(globalThis, { matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) })
})

async function openDialog(answers: Answers, faces: readonly FrameFace[] = []) {
  const onSound = vi.fn()
  const shown = await show(<KioskNotice kiosk="Lobby" faces={faces} onSound={onSound} />, {
    'kiosks.get': () => setup,
    ...answers,
  })
  await shown.user.click(await screen.findByRole('button', { name: own.open }))
  const dialog = within(await screen.findByRole('dialog'))
  return { ...shown, dialog, onSound }
}

async function enterCode(user: Awaited<ReturnType<typeof show>>['user'], digits: string) {
  for (const digit of digits) await user.click(screen.getByRole('button', { name: digit }))
  await user.click(screen.getByRole('button', { name: words.entry.next }))
}

test('a wrong code and a locked kiosk are said in words', async () => {
  const answers: Output<'consent.asked'>[] = [
    { kind: 'wrong' },
    { kind: 'locked', until: new Date(2026, 0, 1, 14, 5).getTime() as Instant },
  ]
  const { user, onSound } = await openDialog({ 'consent.asked': () => answers.shift()! })
  await user.click(screen.getByText(own.sign))
  await enterCode(user, '123456')
  expect((await screen.findByText(own.wrongCode)).getAttribute('role')).toBe('alert')
  expect(onSound).toHaveBeenCalledWith('refused')
  await enterCode(user, '123457')
  expect(await screen.findByText(words.entry.locked('14:05'))).toBeTruthy()
})

test('somebody reads in their language, agrees and types their name', async () => {
  const { user, changes, onSound } = await openDialog({
    'consent.asked': () => asked,
    'consent.sign': () => ({ kind: 'signed' }),
  })
  await user.click(screen.getByRole('radio', { name: '中文' }))
  await user.click(await screen.findByText(chinese.consentKiosk.sign))
  for (const digit of '123456') await user.click(screen.getByRole('button', { name: digit }))
  await user.click(screen.getByRole('button', { name: chinese.entry.next }))
  expect(await screen.findByText('中文, second.')).toBeTruthy()
  await user.click(screen.getByText(chinese.consentKiosk.agree))
  await user.click(screen.getByRole('radio', { name: chinese.consentKiosk.ways.typed }))
  const finish = screen.getByRole('button', { name: chinese.consentKiosk.finish })
  expect(finish).toHaveProperty('disabled', true)
  await user.type(screen.getByLabelText(chinese.consentKiosk.typedName), 'Ada L.')
  await user.click(finish)
  expect(await screen.findByText(chinese.consentKiosk.agreed)).toBeTruthy()
  expect(onSound).toHaveBeenCalledWith('accepted')
  expect(changes().at(-1)).toEqual([
    'consent.sign',
    {
      ...{ code: '123456', kiosk: 'Lobby', kind: 'given', language: 'zh', textVersion: 3, name: 'Ada L.' },
      ...{ guardian: null, alternative: 'none', signature: null },
    },
  ])
})

test('who does not agree chooses another way by one touch, without a signature', async () => {
  const { user, changes } = await openDialog({
    'consent.asked': () => asked,
    'consent.sign': () => ({ kind: 'signed' }),
  })
  await user.click(screen.getByText(own.sign))
  await enterCode(user, '123456')
  await user.click(await screen.findByText(own.by.badge))
  expect(await screen.findByText(own.refused.badge)).toBeTruthy()
  expect(changes().at(-1)).toMatchObject(['consent.sign', { kind: 'refused', alternative: 'badge', signature: null }])
})

test('a guardian signs second, and a text that was changed meanwhile is read again', async () => {
  const newer = { ...asked, guardianSigns: true, textVersion: 4 } as const
  const texts = [{ ...asked, guardianSigns: true } as const, newer]
  const refusals = [new AppError('changed-meanwhile', 'changed')]
  const { user, changes } = await openDialog({
    'consent.asked': () => texts.shift()!,
    'consent.sign': () => {
      const refusal = refusals.shift()
      if (refusal !== undefined) throw refusal
      return { kind: 'signed' }
    },
  })
  await user.click(screen.getByText(own.sign))
  await enterCode(user, '123456')
  async function signBoth() {
    await user.click(await screen.findByText(own.agree))
    await user.click(screen.getByRole('radio', { name: own.ways.typed }))
    await user.type(screen.getByLabelText(own.typedName), 'Ada L.')
    await user.click(screen.getByRole('button', { name: words.entry.next }))
    await user.type(await screen.findByLabelText(own.guardianName), 'Annabella')
    await user.click(screen.getByRole('button', { name: words.entry.next }))
    await user.click(screen.getByRole('radio', { name: own.ways.typed }))
    await user.click(screen.getByRole('button', { name: own.finish }))
  }
  await signBoth()
  expect(await screen.findByText(own.textChanged)).toBeTruthy()
  await signBoth()
  expect(await screen.findByText(own.agreed)).toBeTruthy()
  expect(changes().at(-1)).toMatchObject(['consent.sign', { guardian: 'Annabella', name: 'Ada L.', textVersion: 4 }])
})

test('a drawing is asked for before somebody can sign with it', async () => {
  const { user } = await openDialog({ 'consent.asked': () => asked })
  await user.click(screen.getByText(own.sign))
  await enterCode(user, '123456')
  await user.click(await screen.findByText(own.agree))
  const pad = screen.getByRole('img', { name: own.pad })
  pad.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 100 }) as DOMRect
  const finish = screen.getByRole('button', { name: own.finish })
  fireEvent.pointerDown(pad, { pointerId: 1, clientX: 10, clientY: 10 })
  fireEvent.pointerUp(pad, { pointerId: 1 })
  expect(finish).toHaveProperty('disabled', true)
  fireEvent.pointerDown(pad, { pointerId: 1, clientX: 10, clientY: 10 })
  fireEvent.pointerMove(pad, { pointerId: 1, clientX: 90, clientY: 10 })
  fireEvent.pointerUp(pad, { pointerId: 1 })
  expect(finish).toHaveProperty('disabled', false)
  await user.click(screen.getByRole('button', { name: own.clear }))
  expect(finish).toHaveProperty('disabled', true)
})

test('whoever is in view withdraws by their face, after a question, and reads a receipt', async () => {
  const receipt: Output<'consent.withdrawHere'> = {
    ...{ kind: 'withdrawn', person: ada, photos: 3, backups: 2, hasPin: false },
    record: { id: 12, at: new Date(2026, 6, 24, 14, 5).getTime() as Instant },
  }
  const { user, changes } = await openDialog(
    {
      'consent.identify': () => ({ kind: 'known', person: ada, photos: 3, hasPin: false }),
      'consent.withdrawHere': () => receipt,
    },
    [greeted],
  )
  await user.click(screen.getByText(own.withdraw))
  await user.click(screen.getByRole('button', { name: own.iAm(ada.name) }))
  expect(await screen.findByText(own.confirmTitle(ada.name))).toBeTruthy()
  expect(screen.getByText(`${own.confirm(3)} ${own.hoursStay}`)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: own.keep }))
  expect(changes().map(([method]) => method)).toEqual(['consent.identify'])
  await user.click(screen.getByRole('button', { name: own.iAm(ada.name) }))
  await user.click(await screen.findByRole('button', { name: own.confirmed }))
  expect(await screen.findByText(own.withdrawn(ada.name))).toBeTruthy()
  for (const line of [own.erased(3), own.inBackups(2), own.getPin]) {
    expect(screen.getByText(line), line).toBeTruthy()
  }
  expect(screen.getByText(/^Record 12\. .*July.*2026.*14:05/)).toBeTruthy()
  expect(changes().at(-1)).toEqual([
    'consent.withdrawHere',
    { kiosk: 'Lobby', shown: { by: 'face', track: 7 }, alternative: 'pin' },
  ])
})

test('without a face it takes the PIN, and a wrong one is said', async () => {
  const { user, changes } = await openDialog({ 'consent.identify': () => ({ kind: 'wrong' }) })
  await user.click(screen.getByText(own.withdraw))
  expect(screen.getByText(own.faceOrPin)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '7' }))
  await user.click(screen.getByRole('button', { name: words.entry.next }))
  for (const digit of '4829') await user.click(screen.getByRole('button', { name: digit }))
  await user.click(screen.getByRole('button', { name: words.entry.enter }))
  expect(await screen.findByText(words.entry.wrong)).toBeTruthy()
  expect(changes().at(-1)).toEqual([
    'consent.identify',
    { kiosk: 'Lobby', shown: { by: 'pin', employeeNumber: '7', pin: '4829' } },
  ])
})
