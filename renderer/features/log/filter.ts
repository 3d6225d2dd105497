import type { Input } from '../../../main/contract/api.ts'
import type { Direction, Instant } from '../../../main/contract/entities.ts'
import { startOfDay } from '../../messages/format.ts'

export const periods = ['today', 'yesterday', 'week', 'month', 'all', 'day'] as const
export type Period = (typeof periods)[number]

export interface LogFilter {
  readonly period: Period
  /** The local day of period `day`, as an input of type date writes it: 2026-07-24. */
  readonly day: string
  readonly direction: Direction | 'both'
  readonly query: string
}

/** The filter as the engine takes it, at the time `now`. Days begin at local midnight. */
export function engineFilter(filter: LogFilter, now: number): Input<'events.export'> {
  const direction = filter.direction === 'both' ? null : filter.direction
  return { ...span(filter, now), direction, query: filter.query.trim() }
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
    case 'day': {
      const [year, month, day] = filter.day.split('-').map(Number)
      if (year === undefined || month === undefined || day === undefined) return { from: today, to: null }
      const noon = new Date(year, month - 1, day, 12).getTime()
      return { from: startOfDay(noon), to: startOfDay(noon, 1) }
    }
  }
}

/** A local day as an input of type date writes it. */
export function dayValue(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
