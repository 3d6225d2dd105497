// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Policy } from '../../../../main/contract/attendance-rules.ts'
import { PolicyDialog } from '../../../../renderer/features/schedules/policy-dialog.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { show } from '../../show.tsx'

const text = words.schedules
const policy = Policy.parse({ id: 'office', name: 'Office', zone: 'Europe/Berlin' })

async function open(part: Partial<Policy> = {}) {
  const saved: Policy[] = []
  let closed = 0
  const { user } = await show(
    <PolicyDialog
      policy={{ ...policy, ...part }}
      calendars={[]}
      busy={false}
      onSave={(next) => saved.push(next)}
      onClose={() => (closed += 1)}
    />,
    {},
  )
  const write = async (label: string, value: string) => {
    const field = screen.getByLabelText<HTMLInputElement>(label)
    const whole = { initialSelectionStart: 0, initialSelectionEnd: field.value.length }
    await user.type(field, value === '' ? '{Backspace}' : value, whole)
  }
  const choose = async (label: string, option: string) => {
    await user.click(screen.getByRole('button', { name: new RegExp(label) }))
    await user.click(await screen.findByRole('option', { name: option }))
  }
  const save = () => user.click(screen.getByRole('button', { name: words.common.save }))
  return { user, saved, write, choose, save, closed: () => closed }
}

describe('the rules of a policy', () => {
  test('are saved as they were, but for what was changed', async () => {
    const { saved, write, save } = await open()
    await write(text.name, '  Shop ')
    await write(text.graceLate, '10')
    await write(text.longest, '12')
    await save()
    expect(saved).toEqual([{ ...policy, name: 'Shop', graceLateMinutes: 10, maxSessionMinutes: 720 }])
  })

  test('hours are hours, and none of them is no rule', async () => {
    const { saved, write, save } = await open({
      breaks: { ...policy.breaks, required: [{ afterMinutes: 540, minutes: 45 }] },
    })
    await write(text.breaks, '0')
    await write(text.overtimeWeek, '40')
    await save()
    expect(saved[0]?.breaks.required).toEqual([])
    expect(saved[0]?.overtime.weeklyAfter).toBe(2400)
  })

  test('rounding asks for what its kind needs', async () => {
    const { saved, choose, write, save } = await open()
    expect(screen.queryByLabelText(text.roundTo)).toBeNull()
    await choose(text.rounding, text.roundings.day)
    await write(text.roundTo, '15')
    await save()
    expect(saved[0]?.rounding).toEqual({ kind: 'day', minutes: 15, mode: 'nearest' })
  })

  test('without a name are refused, and the field says so', async () => {
    const { saved, write, save } = await open()
    await write(text.name, '')
    await save()
    await screen.findByText(text.nameRequired)
    expect(saved).toEqual([])
  })

  test('in a zone that there is not are refused', async () => {
    const { saved, write, save } = await open()
    await write(text.zone, 'Europe/Nowhere')
    await save()
    await screen.findByText(text.zoneUnknown)
    expect(saved).toEqual([])
  })

  test('take no number that is out of bounds', async () => {
    const { saved, write, save } = await open()
    await write(text.overtimeStep, '0')
    await write(text.graceLate, '-5')
    await save()
    expect(saved[0]).toMatchObject({ graceLateMinutes: 5, overtime: { stepMinutes: 1 } })
  })

  test('that were changed are not dropped without a question', async () => {
    const { user, write, closed } = await open()
    await write(text.graceLate, '10')
    await user.keyboard('{Escape}')
    await screen.findByText(words.common.discardTitle)
    expect(closed()).toBe(0)
    await user.click(screen.getByRole('button', { name: words.common.discard }))
    expect(closed()).toBe(1)
  })
})
