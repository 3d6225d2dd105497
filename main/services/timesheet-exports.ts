import { csvChunks, jsonChunks } from '../attendance/csv.ts'
import { dayNumber } from '../attendance/date.ts'
import { digestOfDays, monthOfDates } from '../attendance/own-month.ts'
import { frappeCheckins, odooAttendances, requireUniqueNames, type Tally } from '../attendance/payroll.ts'
import { printChunks, printWords } from '../attendance/print.ts'
import { type ConfirmedTimesheet, eventTable, type Table, timesheetTable, totalsTable } from '../attendance/table.ts'
import { xlsxChunks } from '../attendance/xlsx.ts'
import { instantAt } from '../attendance/zone.ts'
import type { Output, Parsed } from '../contract/api.ts'
import { officeZone } from '../contract/attendance-rules.ts'
import type { Caller } from '../contract/caller.ts'
import type { Instant } from '../contract/entities.ts'
import { assertNever } from '../contract/errors.ts'
import { type AttendanceEvent, EventFilter } from '../contract/events.ts'
import type { Interval } from '../contract/timesheets.ts'
import type { Worker } from '../store/attendance.ts'
import type { Context } from './context.ts'
import type { ExportFiles } from './export-files.ts'
import type { TimesheetSource } from './month-figures.ts'
import { compareConfirmed } from './own-hours.ts'
import { countLeftOut, timesheetOf, workersOf } from './timesheets.ts'

type Order = Parsed<'attendance.export'>

/** Exports timesheets and entries for payroll and spreadsheets. */
export interface TimesheetExports {
  write(order: Order, caller: Caller): Promise<Output<'attendance.export'>>
}

export function createTimesheetExports(context: Context, files: ExportFiles): TimesheetExports {
  const { store, rules, now } = context
  const source: TimesheetSource = { store, rules: rules.current, now }

  async function write(order: Order, caller: Caller): Promise<Output<'attendance.export'>> {
    const { task, what, format, scope, dates } = order
    if (format === 'odoo' && order.odooEmployee === 'name') {
      requireUniqueNames(workersOf(source, scope, dates), store.attendance.listWorkers(null))
    }
    const tally: Tally = { rows: 0, skipped: 0 }
    const fileName = nameOf(order)
    const pieces = (progress: { share: number }) => chunksOf(order, tally, progress)
    const written = await files.write({ task, fileName, pieces })
    if (written.kind === 'cancelled') return written
    // The log also has the entries of erased people.
    const whole = what === 'events' && (format === 'csv' || format === 'json' || format === 'xlsx')
    const leftOut =
      scope.kind === 'everyone' && !whole ? countLeftOut(source, spanOf(dates)) : { people: 0, entries: 0 }
    const details = { what, format, scope: scope.kind, ...dates, ...tally, leftOut: leftOut.entries }
    store.audit.appendIfPossible({ ...caller, action: 'attendance.export', subject: 'timesheets', details })
    return { ...written, ...tally, leftOut }
  }

  function chunksOf(order: Order, tally: Tally, progress: { share: number }): Iterable<string | Uint8Array> {
    const { format, what, scope, dates, titles, locale, bom, separator } = order
    const workers = workersOf(source, scope, dates)
    switch (format) {
      case 'html':
        return printChunks(countRows(timesheets(workers, order, progress), tally), printWords(titles), locale)
      case 'frappe':
        return frappeCheckins(timesheets(workers, order, progress), (id) => store.events.get(id).kiosk, tally)
      case 'odoo':
        return odooAttendances(timesheets(workers, order, progress), zone(), order.odooEmployee, tally)
      case 'csv':
      case 'json':
      case 'xlsx': {
        const table = tableOf(what, order, workers, progress)
        const rows: Table = { ...table, rows: countRows(table.rows, tally) }
        if (format === 'csv') return csvChunks(rows, { bom, separator, titles })
        return format === 'json' ? jsonChunks(rows) : xlsxChunks([rows], titles, now())
      }
      default:
        return assertNever(format)
    }
  }

  function tableOf(what: Order['what'], order: Order, workers: readonly Worker[], progress: { share: number }): Table {
    const name = order.titles[what] ?? what
    if (what === 'events') return eventTable(name, events(order, workers, progress))
    const rows = timesheets(workers, order, progress)
    return what === 'days' ? timesheetTable(name, rows) : totalsTable(name, rows)
  }

  function* timesheets(
    workers: readonly Worker[],
    { dates }: Order,
    progress: { share: number },
  ): Generator<ConfirmedTimesheet> {
    const month = monthOfDates(dates)
    for (const [index, worker] of workers.entries()) {
      progress.share = index / workers.length
      const sheet = timesheetOf(source, worker, dates)
      const stored = month === null ? null : store.confirmations.find(worker.id, month)
      const confirmation = stored && { ...compareConfirmed(stored, digestOfDays(sheet.days)), zone: zone() }
      yield { ...sheet, confirmation }
    }
  }

  /**
   * Reads everybody's events in order of time, erased people included; those of a group or a person one after another.
   */
  function* events(
    { scope, dates }: Order,
    workers: readonly Worker[],
    progress: { share: number },
  ): Generator<AttendanceEvent> {
    const span = spanOf(dates)
    const filter = EventFilter.parse(span)
    if (scope.kind !== 'everyone') {
      for (const [index, { id }] of workers.entries()) {
        progress.share = index / workers.length
        yield* store.events.iterate({ ...filter, personId: id })
      }
      return
    }
    for (const event of store.events.iterate(filter)) {
      progress.share = (event.at - span.from) / (span.to - span.from)
      yield event
    }
  }

  function zone(): string {
    return officeZone(rules.current().rules)
  }

  /** Returns the interval from midnight to midnight, in the zone of the first policy. */
  function spanOf({ from, to }: Order['dates']): Interval {
    return { from: instantAt(dayNumber(from), 0, zone()), to: instantAt(dayNumber(to) + 1, 0, zone()) as Instant }
  }

  return { write }
}

function* countRows<T>(rows: Iterable<T>, tally: Tally): Generator<T> {
  for (const row of rows) {
    tally.rows += 1
    yield row
  }
}

function nameOf({ what, format, dates }: Order): string {
  const kind = format === 'frappe' || format === 'odoo' ? format : what
  const ending = format === 'frappe' || format === 'odoo' ? 'csv' : format
  return `rollcall-${kind}-${dates.from}-${dates.to}.${ending}`
}
