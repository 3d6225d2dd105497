// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { type Schedule, Schedule as ScheduleShape } from '../../../../main/contract/attendance-rules.ts'
import { standardWeek } from '../../../../renderer/features/schedules/plan.ts'
import { ScheduleDialog } from '../../../../renderer/features/schedules/schedule-dialog.tsx'
import { messages as words } from '../../../../renderer/messages/en/index.ts'
import { show } from '../../show.tsx'

const text = words.schedules

async function open(schedule: Schedule | null) {
  const saved: Schedule[] = []
  const { user } = await show(
    <ScheduleDialog
      schedule={schedule}
      policies={[]}
      busy={false}
      onSave={(next) => saved.push(next)}
      onClose={() => undefined}
    />,
    {},
  )
  return { user, saved, save: () => user.click(screen.getByRole('button', { name: words.common.save })) }
}

describe('a schedule', () => {
  test('begins with a working week, and gets a name of its own', async () => {
    const { user, saved, save } = await open(null)
    await user.type(screen.getByLabelText(text.name), ' Early ')
    await save()
    expect(saved).toHaveLength(1)
    expect(saved[0]).toMatchObject({ name: 'Early', pattern: { kind: 'weekly', days: standardWeek() } })
    expect(ScheduleShape.safeParse(saved[0]).success).toBe(true)
  })

  test('without a name is refused', async () => {
    const { saved, save } = await open(null)
    await save()
    await screen.findByText(text.nameRequired)
    expect(saved).toEqual([])
  })

  test('keeps its id, and turns by as many days as it was given', async () => {
    const pattern = { kind: 'weekly', days: standardWeek() } as const
    const { user, saved, save } = await open({ id: 'early' as Schedule['id'], name: 'Early', pattern })
    await user.click(screen.getByRole('radio', { name: text.patterns.rotating }))
    await user.click(screen.getByRole('button', { name: text.addDay }))
    await save()
    expect(saved[0]?.id).toBe('early')
    expect(saved[0]?.pattern.kind).toBe('rotating')
    expect(saved[0]?.pattern.days).toEqual([...standardWeek(), { kind: 'off' }])
  })
})
