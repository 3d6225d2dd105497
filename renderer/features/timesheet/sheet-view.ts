import type { Output } from '../../../main/contract/api.ts'
import type { LocalDate } from '../../../main/contract/attendance-rules.ts'
import { matchesPerson } from '../../../main/contract/search-text.ts'
import { type Period, periods } from '../../data/dates.ts'
import type { Parameters } from '../../route.ts'

export type Line = Output<'attendance.group'>['people'][number]

export const columns = ['worked', 'expected', 'late', 'overtime', 'absent', 'toCheck'] as const
export type Column = (typeof columns)[number]
export const lineFilters = ['all', 'late', 'absent', 'toCheck'] as const
export type LineFilter = (typeof lineFilters)[number]

/** What the table is sorted by; numbers start with the largest, names in alphabetical order. */
export interface Order {
  readonly by: Column | 'person'
  readonly descending: boolean
}

/** What the timesheet shows, by its address. */
export interface SheetView {
  readonly period: Period
  readonly date: LocalDate
  readonly group: string | null
  readonly show: LineFilter
  readonly order: Order
  readonly query: string
  /** The day of a person that is open. */
  readonly day: LocalDate | null
}

/** Reads the view from an address. @param today where the address names no date */
export function readView(parameters: Parameters, today: LocalDate): SheetView {
  const { period, date, group = null, show, sort = '', q: query = '', day } = parameters
  return {
    period: periods.find((each) => each === period) ?? 'month',
    date: readDate(date) ?? today,
    group,
    show: lineFilters.find((each) => each === show) ?? 'all',
    order: readOrder(sort),
    query,
    day: readDate(day),
  }
}

/** Returns the minutes of a column, or the days to check. */
export function sumOf(column: Column, { totals, daysToCheck }: Line): number {
  switch (column) {
    case 'worked':
      return totals.workedMinutes
    case 'expected':
      return totals.expectedMinutes
    case 'late':
      return totals.lateMinutes
    case 'overtime':
      return totals.overtimeMinutes
    case 'absent':
      return totals.absentMinutes
    case 'toCheck':
      return daysToCheck
  }
}

/** Returns the order after a press on a column's heading, as in the address; null for the names. */
export function sortAfterPress(order: Order, column: Order['by']): string | null {
  const descending = order.by === column ? !order.descending : column !== 'person'
  return writeOrder({ by: column, descending })
}

function readOrder(sort: string): Order {
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const by = columns.find((column) => column === name)
  return { by: by ?? 'person', descending }
}

function writeOrder({ by, descending }: Order): string | null {
  if (by === 'person' && !descending) return null
  return `${descending ? '-' : ''}${by}`
}

/** Filters and sorts the lines; equal ones keep their order, which is by name. */
export function arrange(
  lines: readonly Line[],
  { query, show, order }: Pick<SheetView, 'query' | 'show' | 'order'>,
): Line[] {
  const found = lines.filter((line) => isShown(line, show) && matchesPerson(line.person, query))
  const { by, descending } = order
  if (by === 'person') return descending ? found.toReversed() : found
  return found.toSorted((a, b) => (sumOf(by, a) - sumOf(by, b)) * (descending ? -1 : 1))
}

/** Counts the people whom a filter shows. */
export function countShown(lines: readonly Line[], show: LineFilter): number {
  return lines.filter((line) => isShown(line, show)).length
}

function isShown(line: Line, show: LineFilter): boolean {
  return show === 'all' || sumOf(show, line) > 0
}

function readDate(text: string | undefined): LocalDate | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : (text as LocalDate)
}
