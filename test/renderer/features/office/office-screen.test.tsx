// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Instant } from '../../../../main/contract/entities.ts'
import type { JoinedOffice, OfficeStatus, Station } from '../../../../main/contract/office.ts'
import type { Uid } from '../../../../main/contract/shared-change.ts'
import { OfficeScreen } from '../../../../renderer/features/office/office-screen.tsx'
import { show } from '../../show.tsx'

const uid = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}` as Uid
const words = ['babab', 'dofuk', 'gutih', 'lusab', 'pofon', 'zutim']

const station = (number: number, name: string, more: Partial<Station> = {}): Station => ({
  ...{ uid: uid(number), name, state: 'active', manages: false, words: null, expiresAt: null, waiting: 0 },
  ...{ lastSeenAt: Date.now() as Instant, silent: false, clockOffsetMs: 0, version: '1.2.0', schema: 1, model: 'm' },
  ...more,
})

const joined = (more: Partial<JoinedOffice> = {}): JoinedOffice => ({
  ...{ kind: 'joined', name: 'Acme', server: 'db:5432', station: { uid: uid(1), name: 'Desk' } },
  link: { kind: 'connected', since: 0 as Instant },
  stations: [station(1, 'Desk'), station(2, 'North door')],
  ...{ waiting: 0, waitingEntries: 0, heldBack: 0, exchangedAt: null, clockOffsetMs: 0, manages: true },
  ...{ version: '1.2.0', schema: 1, model: 'm', otherVersions: [] },
  erasures: { erased: 0, open: 0, confirmedBy: 2, stations: 2, lastAt: null, missing: [] },
  ...more,
})

const showOffice = (status: OfficeStatus, answers: Parameters<typeof show>[1] = {}) =>
  show(<OfficeScreen />, { 'office.status': () => status, ...answers })

test('an address of something else is not sent, and the recovery key is shown once', async () => {
  let status: OfficeStatus = { kind: 'alone' }
  const { user, changes, announce } = await show(<OfficeScreen />, {
    'office.status': () => status,
    'office.create'() {
      status = joined()
      announce('office.changed', {})
      return { status, recoveryKey: { rows: ['4T9K 0ZQ2'] } }
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Create an office' }))
  const dialog = await screen.findByRole('dialog')
  const create = within(dialog).getByRole('button', { name: 'Create an office' })
  await user.type(within(dialog).getByLabelText('Server'), 'https://db/office')
  await user.type(within(dialog).getByLabelText('Name of the office'), 'Acme')
  await user.click(create)
  expect(within(dialog).getByText(/Begin with postgresql/)).toBeTruthy()
  await user.clear(within(dialog).getByLabelText('Server'))
  await user.type(within(dialog).getByLabelText('Server'), 'postgresql://admin@db:5432,other:5433/office')
  await user.type(within(dialog).getByLabelText('Password of the account'), 'secret')
  await user.click(create)
  // Behind it the screen has become that of an office meanwhile.
  expect(await screen.findByText('North door')).toBeTruthy()
  expect(await screen.findByText('4T9K 0ZQ2')).toBeTruthy()
  const order = {
    address: 'postgresql://admin@db:5432,other:5433/office',
    password: 'secret',
    certificate: null,
    office: 'Acme',
  }
  expect(changes().filter(([method]) => method === 'office.create')).toEqual([
    ['office.create', { ...order, station: 'Front door' }],
  ])
})

test('the six words of a newcomer are confirmed as they are shown', async () => {
  const newcomer = station(3, 'South door', { state: 'waiting', words })
  const { user, changes } = await showOffice(joined({ stations: [station(1, 'Desk'), newcomer] }), {
    'office.confirm': () => joined(),
  })
  const card = await screen.findByRole('region', { name: 'South door' })
  expect(
    within(card)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(words)
  await user.click(within(card).getByRole('button', { name: 'The words match' }))
  expect(changes().filter(([method]) => method === 'office.confirm')).toEqual([
    ['office.confirm', { station: uid(3), words }],
  ])
})

test('a station whose words nobody can vouch for cannot be let in, only revoked', async () => {
  await showOffice(joined({ stations: [station(1, 'Desk'), station(3, 'South door', { state: 'waiting' })] }))
  const card = await screen.findByRole('region', { name: 'South door' })
  expect(within(card).queryByRole('button', { name: 'The words match' })).toBeNull()
  expect(within(card).getByRole('button', { name: 'Revoke' })).toBeTruthy()
})

test('an office says what keeps it apart, how many changes wait, and where erasures are not done', async () => {
  await showOffice(
    joined({
      link: { kind: 'apart', since: Date.now() as Instant, trouble: 'office-server-full', nextAt: null },
      waiting: 12,
      stations: [station(1, 'Desk'), station(2, 'North door', { silent: true, clockOffsetMs: -40_000 })],
      erasures: {
        erased: 3,
        open: 1,
        confirmedBy: 1,
        stations: 2,
        lastAt: Date.now() as Instant,
        missing: ['North door'],
      },
    }),
  )
  expect(await screen.findByText(/goes on alone\. 12 changes are waiting/)).toBeTruthy()
  expect(screen.getByText(/server’s disk is full/)).toBeTruthy()
  expect(screen.getByText(/clock 40 s behind/)).toBeTruthy()
  expect(screen.getByText(/Silent for longer/)).toBeTruthy()
  expect(screen.getByText(/Erased on 1 of 2 stations/)).toBeTruthy()
  expect(screen.getByText('Still to confirm: North door.')).toBeTruthy()
  expect(screen.queryByText(/saved/i)).toBeNull()
})

test('a station that may not manage offers neither invitations nor revoking', async () => {
  await showOffice(joined({ manages: false }))
  expect(await screen.findByText('North door')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Invite a station' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Make a new one' })).toBeNull()
})
