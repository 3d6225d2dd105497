// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Input, Output } from '../../../../../main/contract/api.ts'
import { standardKiosk } from '../../../../../main/contract/kiosks.ts'
import { defaultSettings } from '../../../../../main/contract/settings.ts'
import { KioskNotice } from '../../../../../renderer/features/kiosk/notice/kiosk-notice.tsx'
import { messages as words } from '../../../../../renderer/messages/en/index.ts'
import { type Answers, show } from '../../../show.tsx'

const { privacyKiosk: own, consentKiosk } = words
type Notice = Output<'kiosks.get'>['notice']
const plain: Notice = { basis: 'undecided', operator: '', noticeUrl: null }

const page = ({ language }: Input<'privacy.notice'>): Output<'privacy.notice'> => ({
  title: `Notice in ${language}`,
  made: 'Made today.',
  parts: [
    { title: 'First', paragraphs: [`Read in ${language}`], table: null },
    { title: 'Second', paragraphs: [], table: { head: ['What', 'How long'], rows: [['Visitors', '7 days']] } },
  ],
})

beforeEach(() => {
  // jsdom has neither, and the screen asks whether it is touched.
  Object.assign(globalThis, { matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) })
})

const showNotice = (notice: Partial<Notice>, answers: Answers = {}) =>
  show(<KioskNotice kiosk="Lobby" faces={[]} onSound={() => undefined} />, {
    'kiosks.get': () => ({ ...standardKiosk('Lobby'), notice: { ...plain, ...notice } }),
    'privacy.notice': page,
    ...answers,
  })

test('everybody is told what faces are compared for, and that those of strangers are not kept', async () => {
  await showNotice({})
  expect(await screen.findByText(`${own.purpose} ${own.strangers(0)}`)).toBeTruthy()
  expect(screen.queryByRole('button', { name: consentKiosk.open })).toBeNull()
  expect(screen.queryByRole('img')).toBeNull()
})

test('who answers for it is named, and for how long faces of strangers are kept', async () => {
  await showNotice(
    { basis: 'other', operator: 'Acme GmbH' },
    { 'settings.get': () => ({ ...defaultSettings, language: 'en', visitorDays: 7 }) },
  )
  expect(
    await screen.findByText(`${own.purpose} Strangers’ faces are kept for 7 days. Responsible: Acme GmbH.`),
  ).toBeTruthy()
})

test('where consent is the basis no strangers are kept, whatever is set, and consents are signed here', async () => {
  await showNotice(
    { basis: 'consent', operator: 'Acme GmbH' },
    { 'settings.get': () => ({ ...defaultSettings, language: 'en', visitorDays: 7 }) },
  )
  expect(await screen.findByText(new RegExp(`^${own.purposeWithConsent} ${own.strangers(0)}`))).toBeTruthy()
  expect(screen.getByRole('button', { name: consentKiosk.open })).toBeTruthy()
})

test('an address is a code to scan, and touching it shows the notice here all the same', async () => {
  const { user } = await showNotice({ noticeUrl: 'https://acme.example/faces' })
  const code = await screen.findByRole('button', { name: own.code })
  expect(code.querySelector('path:last-child')!.getAttribute('d')!.length).toBeGreaterThan(500)
  await user.click(code)
  expect(await within(await screen.findByRole('dialog')).findByText('Read in en')).toBeTruthy()
})

test('the full notice is read in another language, and goes away when nobody touches it', async () => {
  const { user } = await showNotice({})
  await user.click(await screen.findByRole('button', { name: own.open }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByRole('cell', { name: '7 days' })).toBeTruthy()
  await user.click(dialog.getByRole('radio', { name: '日本語' }))
  expect(await dialog.findByText('Read in ja')).toBeTruthy()
  vi.useFakeTimers()
  try {
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    act(() => void vi.advanceTimersByTime(89_000))
    expect(screen.queryByRole('dialog')).not.toBeNull()
    act(() => void vi.advanceTimersByTime(2000))
    expect(screen.queryByRole('dialog')).toBeNull()
  } finally {
    vi.useRealTimers()
  }
})
