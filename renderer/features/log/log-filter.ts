import type { SavedFilter } from '../../../main/contract/attendance.ts'
import type { Instant } from '../../../main/contract/entities.ts'
import type { AttendanceEvent, Direction, EventFilter, EventMethod } from '../../../main/contract/events.ts'
import { startOfDay } from '../../messages/format.ts'
import type { Parameters } from '../../route.ts'

export const periods = ['today', 'yesterday', 'week', 'month', 'all', 'day'] as const
export type Period = (typeof periods)[number]

export interface LogFilter {
  /** `days` and `span` come from saved filters: a number of days back from today, or two fixed ends. */
  readonly period: Period | 'days' | 'span'
  /** The local date of period `day`, as the text of a date input: 2026-07-24. */
  readonly day: string
  readonly days: number
  readonly from: Instant | null
  readonly to: Instant | null
  readonly direction: Direction | 'both'
  readonly kind: AttendanceEvent['kind'] | 'both'
  readonly method: EventMethod | 'any'
  /** Name of a kiosk; null for any. */
  readonly kiosk: string | null
  readonly query: string
}

/** The filter for everything of today. */
export function standardFilter(now: number): LogFilter {
  return {
    period: 'today',
    day: dayValue(now),
    days: 1,
    from: null,
    to: null,
    direction: 'both',
    kind: 'both',
    method: 'any',
    kiosk: null,
    query: '',
  }
}

/** Converts the filter to the engine's, at the time `now`. Days begin at local midnight. */
export function engineFilter(filter: LogFilter, now: number): EventFilter {
  return {
    ...span(filter, now),
    direction: filter.direction === 'both' ? null : filter.direction,
    kind: filter.kind === 'both' ? null : filter.kind,
    method: filter.method === 'any' ? null : filter.method,
    kiosk: filter.kiosk,
    personId: null,
    query: filter.query.trim(),
  }
}

/** Tells whether the filter restricts more than the period. */
export function isNarrow(filter: LogFilter): boolean {
  return (
    filter.direction !== 'both' ||
    filter.kind !== 'both' ||
    filter.method !== 'any' ||
    filter.kiosk !== null ||
    filter.query.trim() !== ''
  )
}

const directions = ['in', 'out'] as const
const kinds = ['check', 'correction'] as const
const methods = ['face', 'pin', 'manual'] as const

/** Reads the filter from an address; what is missing or not understood has its default. */
export function parseFilter(parameters: Parameters, now: number): LogFilter {
  const standard = standardFilter(now)
  const { period, day, days, from, to, direction, kind, method, kiosk = null, q: query = '' } = parameters
  return {
    period: ([...periods, 'days', 'span'] as const).find((each) => each === period) ?? standard.period,
    day: day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : standard.day,
    days: readWhole(days) ?? standard.days,
    from: readWhole(from) as Instant | null,
    to: readWhole(to) as Instant | null,
    direction: directions.find((each) => each === direction) ?? 'both',
    kind: kinds.find((each) => each === kind) ?? 'both',
    method: methods.find((each) => each === method) ?? 'any',
    kiosk,
    query,
  }
}

/** Writes the filter into an address; null removes a parameter. */
export function filterParameters(filter: LogFilter): Record<string, string | null> {
  const { period, direction, kind, method } = filter
  const text = (value: number | null, wanted: boolean) => (wanted && value !== null ? String(value) : null)
  return {
    period: period === 'today' ? null : period,
    day: period === 'day' ? filter.day : null,
    days: text(filter.days, period === 'days'),
    from: text(filter.from, period === 'span'),
    to: text(filter.to, period === 'span'),
    direction: direction === 'both' ? null : direction,
    kind: kind === 'both' ? null : kind,
    method: method === 'any' ? null : method,
    kiosk: filter.kiosk,
    q: filter.query,
  }
}

function readWhole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

const movingDays: Partial<Record<LogFilter['period'], number>> = { today: 1, week: 7 }

/** Names a filter to save it. Periods that end today move on with the days, others keep their ends. */
export function toSavedFilter(name: string, filter: LogFilter, now: number): SavedFilter {
  const days = filter.period === 'days' ? filter.days : (movingDays[filter.period] ?? null)
  const engine = engineFilter(filter, now)
  return { name, days, filter: days === null ? engine : { ...engine, from: null, to: null } }
}

/** Converts a saved filter to one for the screen. */
export function readFilter(saved: SavedFilter, now: number): LogFilter {
  const { filter, days } = saved
  const period =
    days === 1
      ? 'today'
      : days === 7
        ? 'week'
        : days !== null
          ? 'days'
          : filter.from === null && filter.to === null
            ? 'all'
            : 'span'
  return {
    ...standardFilter(now),
    period,
    days: days ?? 1,
    from: filter.from,
    to: filter.to,
    direction: filter.direction ?? 'both',
    kind: filter.kind ?? 'both',
    method: filter.method ?? 'any',
    kiosk: filter.kiosk,
    query: filter.query,
  }
}

function span(filter: LogFilter, now: number): { from: Instant | null; to: Instant | null } {
  const today = startOfDay(now)
  switch (filter.period) {
    case 'today':
      return { from: today, to: null }
    case 'yesterday':
      return { from: startOfDay(now, -1), to: today }
    case 'week':
      return { from: startOfDay(now, -6), to: null }
    case 'month':
      return { from: startOfDay(now, 1 - new Date(now).getDate()), to: null }
    case 'all':
      return { from: null, to: null }
    case 'days':
      return { from: startOfDay(now, 1 - filter.days), to: null }
    case 'span':
      return { from: filter.from, to: filter.to }
    case 'day': {
      const [year, month, day] = filter.day.split('-').map(Number)
      if (year === undefined || month === undefined || day === undefined) return { from: today, to: null }
      const noon = new Date(year, month - 1, day, 12).getTime()
      return { from: startOfDay(noon), to: startOfDay(noon, 1) }
    }
  }
}

/** Returns a local date as the text of a date input. */
export function dayValue(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
