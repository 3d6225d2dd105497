import { csvChunks, jsonChunks } from '../attendance/csv.ts'
import { dayNumber } from '../attendance/date.ts'
import { frappeCheckins, odooAttendances, type Tally } from '../attendance/payroll.ts'
import { printChunks, printWords } from '../attendance/print.ts'
import { eventTable, type Table, timesheetTable, totalsTable } from '../attendance/table.ts'
import { xlsxChunks } from '../attendance/xlsx.ts'
import { instantAt } from '../attendance/zone.ts'
import { EventFilter } from '../contract/api/events.ts'
import type { Parsed } from '../contract/api.ts'
import type { AttendanceEvent, Instant } from '../contract/entities.ts'
import { assertNever } from '../contract/errors.ts'
import type { Interval, Timesheet } from '../contract/timesheet.ts'
import type { Worker } from '../store/attendance.ts'
import type { Context, Handlers } from './context.ts'
import type { ExportFiles } from './export-files.ts'
import type { TimesheetSource } from './month-figures.ts'
import { leftOutOf, timesheetOf, workersOf } from './timesheets.ts'

type ExportMethod = 'attendance.export' | 'attendance.cancelExport' | 'attendance.readExport'
type Order = Parsed<'attendance.export'>

/** Timesheets and entries as files for payroll and spreadsheets. */
export function exportHandlers(context: Context, files: ExportFiles): Handlers<ExportMethod> {
  const { store, rules, now, actor } = context
  const source: TimesheetSource = { store, rules: rules.current, now }

  return {
    'attendance.export': async (order) => {
      const { task, what, format, scope, dates } = order
      const tally: Tally = { rows: 0, skipped: 0 }
      const fileName = nameOf(order)
      const pieces = (progress: { share: number }) => chunksOf(order, tally, progress)
      const written = await files.write({ task, fileName, pieces })
      if (written.kind === 'cancelled') return written
      // The log has the entries of people who were erased.
      const whole = what === 'events' && (format === 'csv' || format === 'json' || format === 'xlsx')
      const leftOut = scope.kind === 'everyone' && !whole ? leftOutOf(source, spanOf(dates)) : { people: 0, entries: 0 }
      const details = { what, format, scope: scope.kind, ...dates, ...tally, leftOut: leftOut.entries }
      store.audit.appendIfPossible({ actor, action: 'attendance.export', subject: 'timesheets', details })
      return { ...written, ...tally, leftOut }
    },
    'attendance.cancelExport': ({ task }) => {
      files.cancel(task)
      return {}
    },
    'attendance.readExport': ({ fileName, offset }) => files.read(fileName, offset),
  }

  function chunksOf(order: Order, tally: Tally, progress: { share: number }): Iterable<string | Uint8Array> {
    const { format, what, scope, dates, titles, locale, bom } = order
    const workers = workersOf(source, scope)
    const span = spanOf(dates)
    switch (format) {
      case 'html':
        return printChunks(counted(timesheets(workers, order, progress), tally), printWords(titles), locale)
      case 'frappe':
        return frappeCheckins(eventsByPerson(workers, span, progress), span, tally)
      case 'odoo':
        return odooAttendances(timesheets(workers, order, progress), zone(), 'name', tally)
      case 'csv':
      case 'json':
      case 'xlsx': {
        const table = tableOf(what, order, workers, progress)
        const rows: Table = { ...table, rows: counted(table.rows, tally) }
        if (format === 'csv') return csvChunks(rows, { bom, titles })
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
  ): Generator<Timesheet> {
    for (const [index, worker] of workers.entries()) {
      progress.share = index / workers.length
      yield timesheetOf(source, worker, dates)
    }
  }

  /** Under the number that the person has now: entries may have been written under another, or under none. */
  function* eventsByPerson(
    workers: readonly Worker[],
    { from, to }: Interval,
    progress: { share: number },
  ): Generator<AttendanceEvent[]> {
    for (const [index, worker] of workers.entries()) {
      progress.share = index / workers.length
      const events = store.attendance.whole(worker.id, from, to)
      yield events.map((event) => ({ ...event, employeeNumber: worker.employeeNumber }))
    }
  }

  /** Everybody's in order of time, people who are gone included; of a group or a person, one after another. */
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
        yield* store.events.each({ ...filter, personId: id })
      }
      return
    }
    for (const event of store.events.each(filter)) {
      progress.share = (event.at - span.from) / (span.to - span.from)
      yield event
    }
  }

  function zone(): string {
    return rules.current().rules.policies[0]!.zone
  }

  /** From midnight to midnight, in the zone of the first policy. */
  function spanOf({ from, to }: Order['dates']): Interval {
    return { from: instantAt(dayNumber(from), 0, zone()), to: instantAt(dayNumber(to) + 1, 0, zone()) as Instant }
  }
}

function* counted<T>(rows: Iterable<T>, tally: Tally): Generator<T> {
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
