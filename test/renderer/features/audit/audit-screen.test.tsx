// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Input } from '../../../../main/contract/api.ts'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import type { AuditEntry } from '../../../../main/contract/audit.ts'
import type { Instant, PersonId } from '../../../../main/contract/entities.ts'
import type { Person } from '../../../../main/contract/people.ts'
import { AuditScreen } from '../../../../renderer/features/audit/audit-screen.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { show } from '../../show.tsx'

const bo = {
  id: 7 as PersonId,
  name: 'Bo',
  employeeNumber: null,
  groups: [],
  employments: [{ joined: null, left: null }],
  portrait: null,
} as unknown as Person

function entry(id: number, part: Partial<AuditEntry>): AuditEntry {
  const at = new Date(2026, 4, 4, 8, 30, 5).getTime() as Instant
  return { id, at, actor: 'Ada', via: 'window', action: 'person.erase', subject: 'person 7', details: {}, ...part }
}

const entries = [
  entry(5, { actor: 'Lobby', via: 'kiosk', action: 'pin.refuse', subject: 'kiosk Lobby', details: { count: 12 } }),
  entry(4, { action: 'person.merge', details: { gone: 9 } }),
  entry(3, { action: 'person.view', subject: 'person 9' }),
  entry(2, { via: null, action: 'moon.land', subject: 'moon 1' }),
]

async function open() {
  const asked: Input<'audit.list'>[] = []
  location.hash = '#/settings/audit'
  const shown = await show(<AuditScreen />, {
    'people.list': () => ({ people: [bo], total: 1, today: '2026-06-01' as LocalDate }),
    'accounts.list': () => ({ accounts: [] }),
    'audit.actors': () => ({ actors: ['Ada', 'Lobby'] }),
    'audit.list': (input) => {
      asked.push(input)
      const first = input.before === null
      return first ? { entries, more: true } : { entries: [entry(1, { action: 'person.create' })], more: false }
    },
  })
  const list = await screen.findByRole('list', { name: words.audit.list })
  await within(list).findByText('Ada merged another person into Bo')
  return { ...shown, asked, list }
}

test('each entry is a sentence: people by the name they have now, what another version wrote as it is', async () => {
  const { list } = await open()
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.querySelector('summary span')?.textContent),
  ).toEqual([
    'Lobby: wrong PIN at kiosk Lobby',
    'Ada merged another person into Bo',
    'Ada opened the details of person 9',
    'Ada: moon.land, moon 1',
  ])
  within(list).getByText('at the kiosk · 12 times')
})

test('an opened entry shows all that is stored of it', async () => {
  const { list, user } = await open()
  const merge = within(list).getAllByRole('listitem')[1]!
  await user.click(merge.querySelector('summary')!)
  const facts = [...merge.querySelectorAll('dl > div')].map((fact) =>
    [...fact.children].map((part) => part.textContent),
  )
  expect(facts).toEqual([
    [words.audit.time, 'May 4, 2026, 08:30:05'],
    [words.audit.who, 'Ada'],
    [words.audit.via, 'in the window'],
    [words.audit.action, 'person.merge'],
    [words.audit.subject, 'person 7'],
    [words.audit.number, '4'],
    ['gone', 'person 9'],
  ])
})

test('who, what and when narrow it, and stand in the address', async () => {
  const { user, asked } = await open()
  await user.click(screen.getByRole('button', { name: new RegExp(words.audit.who) }))
  await user.click(screen.getByRole('option', { name: 'Lobby' }))
  await user.click(screen.getByRole('button', { name: new RegExp(`${words.audit.what}$`) }))
  await user.click(screen.getByRole('option', { name: words.audit.families['sign-in'] }))
  await user.type(screen.getByLabelText(words.audit.from), '2026-05-04')
  await user.type(screen.getByLabelText(words.audit.to), '2026-05-05')
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({
      actor: 'Lobby',
      family: 'sign-in',
      action: null,
      personId: null,
      from: new Date(2026, 4, 4).getTime(),
      to: new Date(2026, 4, 6).getTime(),
      before: null,
      limit: 100,
    }),
  )
  expect(location.hash).toContain('actor=Lobby&what=sign-in&from=2026-05-04&to=2026-05-05')
})

test('older entries are loaded on request, until there are none', async () => {
  const { user, asked, list } = await open()
  await user.click(screen.getByRole('button', { name: words.audit.more }))
  await within(list).findByText('Ada added Bo')
  expect(asked.at(-1)).toMatchObject({ before: 2 })
  expect(screen.queryByRole('button', { name: words.audit.more })).toBeNull()
})
