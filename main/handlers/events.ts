import { csvChunks } from '../attendance/csv.ts'
import { type Column, localText, type Table } from '../attendance/table.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { AttendanceEvent } from '../contract/events.ts'
import type { Context } from '../services/context.ts'
import type { ExportFiles } from '../services/export-files.ts'
import type { Module } from './module.ts'

/**
 * Names the days that a filter covers, for the name of a file: `2026-11-01-2026-11-30`, or the only day. An open end is
 * today.
 */
function periodOf({ from, to }: { from: Instant | null; to: Instant | null }, now: number): string {
  const last = dayOf(to === null ? now : to - 1)
  if (from === null) return to === null ? 'all' : `until-${last}`
  const first = dayOf(from)
  return first === last ? first : `${first}-${last}`
}

/** Returns the day on the machine's own calendar. */
function dayOf(at: number): string {
  const date = new Date(at)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/**
 * Handles the log of entries.
 * @param mayNameFile whether the caller may write anywhere: the command line may, a window may not
 */
export function eventsModule(context: Context, files: ExportFiles, mayNameFile: boolean): Module<'events'> {
  const { store, now } = context
  return {
    handlers: {
      'events.list': ({ before, limit, ...filter }) => store.events.list(filter, before, limit),
      'events.export': async ({ task, format, bom, separator, file, ...filter }, caller) => {
        if (file !== null && !mayNameFile) {
          throw new AppError('forbidden', 'An export is written into the data folder; save it from there.')
        }
        let events = 0
        const total = store.events.count()
        function* countRows(progress: { share: number }): Generator<AttendanceEvent> {
          for (const event of store.events.iterate(filter)) {
            events += 1
            progress.share = Math.min(1, events / total)
            yield event
          }
        }
        const pieces = (progress: { share: number }) =>
          format === 'csv'
            ? csvChunks(eventTable(countRows(progress)), { bom, separator })
            : jsonArray(countRows(progress))
        const fileName = `rollcall-events-${periodOf(filter, now())}.${format}`
        const written = await files.write({ task, fileName, path: file, pieces })
        if (written.kind === 'cancelled') return written
        store.audit.appendIfPossible({
          ...caller,
          action: 'events.export',
          subject: 'events',
          details: { format, events },
        })
        return { ...written, events }
      },
    },
  }
}

const columns: readonly (Column & { readonly value: (event: AttendanceEvent) => string | number | null })[] = [
  { key: 'id', kind: 'number', value: (event) => event.id },
  { key: 'kind', kind: 'text', value: (event) => event.kind },
  { key: 'name', kind: 'text', value: (event) => event.person.name },
  { key: 'employee_number', kind: 'text', value: (event) => event.employeeNumber },
  { key: 'direction', kind: 'text', value: (event) => event.direction },
  { key: 'time_utc', kind: 'text', value: (event) => new Date(event.at).toISOString() },
  { key: 'time_local', kind: 'text', value: (event) => localText(event) },
  { key: 'zone', kind: 'text', value: (event) => event.zone },
  { key: 'kiosk', kind: 'text', value: (event) => event.kiosk },
  { key: 'method', kind: 'text', value: (event) => event.method },
  { key: 'similarity', kind: 'number', value: (event) => roundSimilarity(event.similarity) },
  { key: 'threshold', kind: 'number', value: (event) => event.threshold },
  { key: 'runner_up', kind: 'text', value: (event) => event.runnerUp?.person.name ?? null },
  {
    key: 'runner_up_similarity',
    kind: 'number',
    value: (event) => roundSimilarity(event.runnerUp?.similarity ?? null),
  },
  { key: 'model', kind: 'text', value: (event) => event.model },
  { key: 'corrects', kind: 'number', value: (event) => event.corrects },
  { key: 'action', kind: 'text', value: (event) => event.action },
  { key: 'actor', kind: 'text', value: (event) => event.actor },
  { key: 'reason', kind: 'text', value: (event) => event.reason },
]

function roundSimilarity(similarity: number | null): number | null {
  return similarity === null ? null : Number(similarity.toFixed(4))
}

/** Makes a table with one row for each event, as it is read. */
function eventTable(events: Iterable<AttendanceEvent>): Table {
  return {
    name: 'events',
    columns,
    rows: Iterator.from(events).map((event) => columns.map(({ value }) => value(event))),
  }
}

/** Makes a JSON array with one event on a line, about 64,000 characters at a time. */
function* jsonArray(events: Iterable<AttendanceEvent>): Generator<string> {
  let piece = '['
  let separator = '\n'
  for (const event of events) {
    piece += separator + JSON.stringify(event)
    separator = ',\n'
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n]\n`
}
