// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../main/contract/attendance-rules.ts'
import type { Instant, PersonId } from '../../../../main/contract/entities.ts'
import { AppError } from '../../../../main/contract/errors.ts'
import { addDays, localDate } from '../../../../renderer/data/dates.ts'
import { PersonDetail } from '../../../../renderer/features/people/person-detail.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { type Answers, personOf, show } from '../../show.tsx'

const id = 3 as PersonId
const person = {
  ...personOf(3, 'Ren'),
  employeeNumber: '12',
  groups: ['Sales'],
  employments: [{ joined: null, left: null }],
  createdAt: 0 as Instant,
  templates: 0,
  portrait: null,
}
const nothingRemains = { backups: { count: 0 }, exports: { count: 0 } }

async function open(answers: Answers) {
  const shown = await show(<PersonDetail id={id} />, {
    'people.get': () => ({ person, templates: [], memberships: [] }),
    'people.list': () => ({ people: [person], total: 1, today: '2026-06-01' as LocalDate }),
    'people.lookAlikes': () => ({ candidates: [] }),
    'people.merges': () => ({ merges: [] }),
    'pin.list': () => ({ pins: [], lockedKiosks: [] }),
    'attendance.timesheet': () => ({ days: [] }) as never,
    ...answers,
  })
  await screen.findByRole('heading', { name: 'Ren' })
  return shown
}

async function askToErase(answers: Answers) {
  const shown = await open(answers)
  await shown.user.click(screen.getByRole('button', { name: words.people.erase }))
  return { ...shown, question: within(await screen.findByRole('alertdialog')) }
}

describe('erasing a person', () => {
  test('needs a second press, and then leads back to the list', async () => {
    location.hash = '#/people/3'
    const { user, changes, question } = await askToErase({
      'people.erase': () => ({ remains: nothingRemains }) as never,
    })
    question.getByText(words.people.eraseText)
    expect(changes()).toEqual([])
    await user.click(question.getByRole('button', { name: words.people.eraseConfirm }))
    await waitFor(() => expect(location.hash).toBe('#/people'))
    expect(changes()).toEqual([['people.erase', { id: 3 }]])
    expect(screen.queryByText(words.people.copiesRemain('Ren', 2, 1))).toBeNull()
  })

  test('says where copies remain', async () => {
    const remains = { backups: { count: 2 }, exports: { count: 1 } }
    const { user, question } = await askToErase({ 'people.erase': () => ({ remains }) as never })
    await user.click(question.getByRole('button', { name: words.people.eraseConfirm }))
    await screen.findByText(words.people.copiesRemain('Ren', 2, 1))
  })

  test('is left by the way back and by Escape', async () => {
    const { user, changes, question } = await askToErase({})
    await user.click(question.getByRole('button', { name: words.common.cancel }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    await user.click(screen.getByRole('button', { name: words.people.erase }))
    await screen.findByRole('alertdialog')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(changes()).toEqual([])
  })

  test('that fails is said, and the person stays', async () => {
    const { user, question } = await askToErase({
      'people.erase': () => Promise.reject(new AppError('disk-full', '')),
    })
    await user.click(question.getByRole('button', { name: words.people.eraseConfirm }))
    await screen.findByText(words.errors['disk-full'])
    screen.getByRole('heading', { name: 'Ren' })
  })
})

describe('changing a person', () => {
  test('that has the number of somebody else is refused at the field, and the form stays', async () => {
    const taken = new AppError('employee-number-taken', '', { details: { person: 3 } })
    const { user, changes } = await open({ 'people.update': () => Promise.reject(taken) })
    await user.click(screen.getByRole('button', { name: words.people.edit }))
    const form = within(await screen.findByRole('dialog'))
    const number = form.getByLabelText(words.people.fields.employeeNumber)
    await user.clear(number)
    await user.type(number, '7')
    await user.click(form.getByRole('button', { name: words.common.save }))
    await form.findByText(words.people.numberTaken('Ren'))
    const employments = [{ joined: null, left: null }]
    expect(changes()).toEqual([
      ['people.update', { id: 3, name: 'Ren', employeeNumber: '7', groups: ['Sales'], employments }],
    ])
  })
})

describe('the last day of a person', () => {
  const monthBegin = `${localDate(Date.now()).slice(0, 7)}-01` as LocalDate
  const worked = (date: LocalDate, workedMinutes: number) => ({ date, workedMinutes })
  const days = [worked(addDays(monthBegin, -1), 75), worked(monthBegin, 5000), worked(addDays(monthBegin, 1), 70)]

  test('is proposed instead of erasing, which says what would be missing', async () => {
    const { user, changes, question } = await askToErase({
      'attendance.timesheet': () => ({ days }) as never,
      'people.update': () => person,
    })
    await question.findByText(/84:30 h of work/)
    question.getByText(/1:15 h of work/)
    await user.click(question.getByRole('button', { name: words.employment.enterLastDay }))
    const form = within(await screen.findByRole('dialog'))
    const field = form.getByLabelText(words.employment.left)
    fireEvent.change(field, { target: { value: '2026-06-30' } })
    await user.click(form.getByRole('button', { name: words.common.save }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(changes()).toEqual([['people.update', { id: 3, employments: [{ joined: null, left: '2026-06-30' }] }]])
  })

  test('before the first one is refused in the form, and somebody is hired again with new dates', async () => {
    const { user, changes } = await open({ 'people.update': () => person })
    await user.click(screen.getByRole('button', { name: words.people.edit }))
    const form = within(await screen.findByRole('dialog'))
    const enter = (label: string, place: number, value: string) =>
      fireEvent.change(form.getAllByLabelText(label)[place]!, { target: { value } })
    enter(words.employment.joined, 0, '2026-02-01')
    enter(words.employment.left, 0, '2026-01-31')
    await user.click(form.getByRole('button', { name: words.common.save }))
    form.getByText(words.employment.endsBefore)
    expect(changes()).toEqual([])
    enter(words.employment.left, 0, '2026-03-31')
    await user.click(form.getByRole('button', { name: words.employment.again }))
    enter(words.employment.joined, 1, '2026-06-01')
    await user.click(form.getByRole('button', { name: words.common.save }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const [[, sent]] = changes() as [[string, { employments: unknown }]]
    expect(sent.employments).toEqual([
      { joined: '2026-02-01', left: '2026-03-31' },
      { joined: '2026-06-01', left: null },
    ])
  })
})

test('of somebody who has left no photos are taken, and erasing proposes nothing', async () => {
  const former = { ...person, employments: [{ joined: null, left: '2020-01-31' as LocalDate }] }
  const { user } = await open({ 'people.get': () => ({ person: former, templates: [], memberships: [] }) })
  screen.getByText(words.reasons['person-left'])
  expect(screen.queryByRole('button', { name: words.people.fromCamera })).toBeNull()
  await user.click(screen.getByRole('button', { name: words.people.erase }))
  await screen.findByRole('alertdialog')
  expect(screen.queryByText(words.employment.instead)).toBeNull()
})

describe('what is held about a person', () => {
  test('is saved as a ZIP in the language that is chosen', async () => {
    const { user, changes } = await open({
      'people.exportData': () => ({
        ...{
          kind: 'written',
          fileName: 'rollcall-person-3-2026-06-01.zip',
          path: '/data/exports/x',
          bytes: 2,
          rows: 41,
        },
      }),
      'attendance.readExport': () => ({ bytes: Uint8Array.of(80, 75), total: 2 }),
    })
    await user.click(screen.getByRole('button', { name: words.rights.open }))
    const dialog = within(await screen.findByRole('dialog', { name: words.rights.title('Ren') }))
    await user.click(dialog.getByRole('button', { name: new RegExp(words.rights.language) }))
    await user.click(await screen.findByRole('option', { name: '日本語' }))
    await user.click(dialog.getByRole('button', { name: words.rights.save }))
    await screen.findByText(words.rights.saved(41, 'rollcall-person-3-2026-06-01.zip'))
    const [order, read] = changes()
    expect(order).toEqual(['people.exportData', { id: 3, language: 'ja', task: expect.stringMatching(/^export /) }])
    expect(read).toEqual(['attendance.readExport', { fileName: 'rollcall-person-3-2026-06-01.zip', offset: 0 }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
