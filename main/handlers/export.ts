import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
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
import { AppError, assertNever } from '../contract/errors.ts'
import type { Interval, Timesheet } from '../contract/timesheet.ts'
import type { Worker } from '../store/attendance.ts'
import type { Context, Handlers } from './context.ts'
import type { TimesheetSource } from './month-figures.ts'
import { timesheetOf, workersOf } from './timesheets.ts'

type ExportMethod = 'attendance.export' | 'attendance.cancelExport' | 'attendance.readExport'
type Order = Parsed<'attendance.export'>

/** A piece of a file that a shell asks for at once. */
const pieceBytes = 4 * 1024 * 1024
/** Progress is told in thousandths, not more often than this. */
const progressEvery = 100

/** Files in a folder of their own, written piece by piece: memory does not grow with their length. */
export function exportHandlers(context: Context, folder: string): Handlers<ExportMethod> {
  const { store, rules, publish, now, actor } = context
  const source: TimesheetSource = { store, rules: rules.current, now }
  const running = new Map<string, { cancelled: boolean }>()

  return {
    'attendance.export': async (order) => {
      if (running.has(order.task)) throw new AppError('invalid-input', 'An export of this name is still being written.')
      const state = { cancelled: false }
      running.set(order.task, state)
      try {
        return await write(order, state)
      } finally {
        running.delete(order.task)
      }
    },
    'attendance.cancelExport': ({ task }) => {
      const state = running.get(task)
      if (state) state.cancelled = true
      return {}
    },
    'attendance.readExport': async ({ fileName, offset }) => {
      if (basename(fileName) !== fileName || fileName.startsWith('.')) throw gone(fileName)
      const file = await open(join(folder, fileName)).catch(() => null)
      if (file === null) throw gone(fileName)
      try {
        const { size } = await file.stat()
        const bytes = new Uint8Array(Math.max(0, Math.min(pieceBytes, size - offset)))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
        return { bytes: bytes.subarray(0, bytesRead), total: size }
      } finally {
        await file.close()
      }
    },
  }

  async function write(order: Order, state: { readonly cancelled: boolean }) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const fileName = await freeName(folder, order)
    const path = join(folder, fileName)
    const partial = `${path}.part`
    const tally: Tally = { rows: 0, skipped: 0 }
    const progress = { share: 0 }
    let bytes = 0
    let told = 0
    const file = await open(partial, 'w', 0o600).catch((cause: unknown) => {
      throw new AppError('file-unreadable', `${path} cannot be written.`, { details: { file: path }, cause })
    })
    try {
      for (const chunk of chunksOf(order, tally, progress)) {
        if (state.cancelled) return { kind: 'cancelled' as const }
        const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
        await file.writeFile(piece)
        bytes += piece.length
        if (performance.now() - told > progressEvery) {
          told = performance.now()
          tell(order.task, progress.share)
        }
        await setImmediate()
      }
      await file.close()
      await rename(partial, path)
    } finally {
      await file.close().catch(() => undefined)
      await rm(partial, { force: true })
    }
    tell(order.task, 1)
    const { what, format, scope, dates } = order
    const details = { what, format, scope: scope.kind, ...dates, ...tally }
    store.audit.append({ actor, action: 'attendance.export', subject: 'timesheets', details })
    return { kind: 'written' as const, fileName, path, bytes, ...tally }
  }

  function tell(task: string, share: number) {
    publish('progress', { task, done: Math.round(share * 1000), total: 1000, note: null })
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

  function* eventsByPerson(
    workers: readonly Worker[],
    { from, to }: Interval,
    progress: { share: number },
  ): Generator<AttendanceEvent[]> {
    for (const [index, worker] of workers.entries()) {
      progress.share = index / workers.length
      yield store.attendance.whole(worker.id, from, to)
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

/** A name that no file in the folder has yet. */
async function freeName(folder: string, { what, format, dates }: Order): Promise<string> {
  const kind = format === 'frappe' || format === 'odoo' ? format : what
  const ending = format === 'frappe' || format === 'odoo' ? 'csv' : format
  const base = `rollcall-${kind}-${dates.from}-${dates.to}`
  for (let number = 1; ; number++) {
    const name = `${base}${number === 1 ? '' : ` (${number})`}.${ending}`
    const taken = await stat(join(folder, name)).then(
      () => true,
      () => false,
    )
    if (!taken) return name
  }
}

function gone(fileName: string): AppError {
  return new AppError('file-not-found', 'This export is no longer there. Export it again.', { details: { fileName } })
}
