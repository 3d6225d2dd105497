import type { z } from 'zod'
import type { CheckEvent } from '../../../main/attendance/corrections.ts'
import { readRules } from '../../../main/attendance/schedule.ts'
import { timesheetDays } from '../../../main/attendance/timesheet.ts'
import { AttendanceRules, LocalDate, type Pattern, type Policy } from '../../../main/contract/attendance-rules.ts'
import { Employments, everyDay as everyEmployment } from '../../../main/contract/employment.ts'
import { type Instant, PersonId } from '../../../main/contract/entities.ts'
import { Direction } from '../../../main/contract/events.ts'
import type { DayStatus, TimesheetDay, TimesheetFlag } from '../../../main/contract/timesheets.ts'
import { check, correction, local } from '../build.ts'

/** What a row must say, in minutes. What is left out must be 0, without flags, and `worked`. */
export interface Expected {
  readonly status?: DayStatus
  readonly expected?: number
  readonly worked?: number
  readonly break?: number
  readonly deducted?: number
  readonly late?: number
  readonly early?: number
  readonly overtime?: number
  readonly absent?: number
  readonly leave?: number
  readonly flags?: readonly TimesheetFlag[]
}

export interface ExampleLeave {
  readonly name?: string
  readonly from: string
  readonly to: string
  readonly part?: 'day' | 'first-half' | 'second-half'
}

/**
 * One worked example. Events are `2026-05-04 09:00 in` on the zone's clock or `2026-10-25T01:30Z out`; a `!` marks a
 * moved clock. Corrections are `add TIME out`, `void 2` and `move 2 TIME out`, where 2 is the second line.
 */
export interface Example {
  readonly name: string
  readonly zone?: string
  readonly policy?: Partial<z.input<typeof Policy>>
  /** Monday to Friday 09:00 to 17:00 when left out; null for no schedule at all. */
  readonly pattern?: z.input<typeof Pattern> | null
  readonly holidays?: readonly string[]
  readonly leave?: ExampleLeave | readonly ExampleLeave[]
  /** All days when left out. */
  readonly employments?: readonly { readonly joined: string | null; readonly left: string | null }[]
  readonly events: readonly string[]
  /** Long after everything when left out. */
  readonly now?: string
  readonly days: Readonly<Record<string, Expected>>
}

/**
 * Hours as written on a shift plan, such as `9-17`, `22-30:30` or with a break of 60 minutes `9-17/60`, to a day's
 * plan.
 */
export function shifts(...texts: readonly string[]): z.input<typeof Pattern>['days'][number] {
  return {
    kind: 'shifts',
    shifts: texts.map((text) => {
      const [hours, breakMinutes = '0'] = text.split('/')
      const [start, end] = hours!.split('-').map((time) => {
        const [hours = 0, minutes = 0] = time.split(':').map(Number)
        return hours * 60 + minutes
      }) as [number, number]
      return { start, end, breakMinutes: Number(breakMinutes) }
    }),
  }
}

export const off = { kind: 'off' } as const

/** The same plan on the seven days of a week. */
export function everyDay(plan: z.input<typeof Pattern>['days'][number]): z.input<typeof Pattern> {
  return { kind: 'weekly', days: Array.from({ length: 7 }, () => plan) }
}

export function workWeek(plan: z.input<typeof Pattern>['days'][number]): z.input<typeof Pattern> {
  return { kind: 'weekly', days: [plan, plan, plan, plan, plan, off, off] }
}

export function rulesOf(example: Example): AttendanceRules {
  const { zone = 'Europe/Berlin', pattern = workWeek(shifts('9-17')), leave, holidays } = example
  return AttendanceRules.parse({
    policies: [{ id: 'p', name: 'Policy', zone, holidays: holidays ? 'c' : null, ...example.policy }],
    schedules: pattern ? [{ id: 's', name: 'Schedule', pattern }] : [],
    assignments: pattern ? [{ target: { kind: 'everyone' }, schedule: 's' }] : [],
    calendars: holidays
      ? [{ id: 'c', name: 'Calendar', holidays: holidays.map((date) => ({ date, name: 'Feast' })) }]
      : [],
    leaves: [leave ?? []].flat().map((each) => ({ personId: 1, name: 'Vacation', ...each })),
  })
}

/** The rows of the days that the example speaks of. */
export function rowsOf(example: Example): Record<string, Required<Expected>> {
  const zone = example.zone ?? 'Europe/Berlin'
  const employments = Employments.parse(example.employments ?? everyEmployment)
  const plan = readRules(rulesOf(example))({ id: PersonId.parse(1), groups: [], employments })
  const events = eventsOf(example.events, zone)
  const now = example.now === undefined ? local('2031-01-01 00:00', zone) : instant(example.now, zone)
  const dates = Object.keys(example.days).map((date) => LocalDate.parse(date))
  return Object.fromEntries(
    dates.map((date) => [date, summary(timesheetDays(plan, events, { from: date, to: date }, now)[0]!)]),
  )
}

export function eventsOf(lines: readonly string[], zone: string): CheckEvent[] {
  const events: CheckEvent[] = []
  for (const [index, line] of lines.entries()) {
    const words = line.replace('!', '').trim().split(' ')
    const action = words[0] as string
    const id = index + 1
    if (action === 'void') {
      const { direction, at } = events[Number(words[1]) - 1]!
      events.push({ ...correction(id, 'void', Number(words[1]), direction, at), zone })
      continue
    }
    const direction = Direction.parse(words.at(-1))
    const rest = words.slice(action === 'move' ? 2 : action === 'add' ? 1 : 0, -1).join(' ')
    const at = instant(rest, zone)
    if (action === 'add') events.push({ ...correction(id, 'add', null, direction, at), zone })
    else if (action === 'move') events.push({ ...correction(id, 'move', Number(words[1]), direction, at), zone })
    else events.push(check(id, direction, at, { zone, clockMoved: line.includes('!') }))
  }
  return events
}

function instant(text: string, zone: string): Instant {
  return text.endsWith('Z') ? (Date.parse(text) as Instant) : local(text, zone)
}

function summary(row: TimesheetDay): Required<Expected> {
  return {
    status: row.status,
    expected: row.expectedMinutes,
    worked: row.workedMinutes,
    break: row.breakMinutes,
    deducted: row.deductedMinutes,
    late: row.lateMinutes,
    early: row.earlyMinutes,
    overtime: row.overtimeMinutes,
    absent: row.absentMinutes,
    leave: row.leaveMinutes,
    flags: row.flags,
  }
}
