import { csvChunks } from '../attendance/csv.ts'
import type { Cell, Column } from '../attendance/table.ts'
import type { CsvSeparator } from '../contract/csv-separator.ts'
import type { Instant } from '../contract/entities.ts'
import type { ExportFiles, WrittenExport } from './export-files.ts'

/** A column of a list, and what a row has in it. */
export interface ListColumn<T> extends Column {
  readonly value: (row: T) => Cell
}

export interface ListExport<T> {
  /** What the file is of, as its name says it. */
  readonly name: string
  readonly columns: readonly ListColumn<T>[]
  readonly rows: Iterable<T>
  /** How many rows there are at most, to tell how far the work is. */
  readonly total: number
  /** What the caller asked for. */
  readonly wish: {
    readonly task: string
    readonly format: 'csv' | 'json'
    readonly bom: boolean
    readonly separator: CsvSeparator
    readonly file: string | null
    readonly from: Instant | null
    readonly to: Instant | null
  }
}

export type WrittenList = Extract<WrittenExport, { kind: 'cancelled' }> | (WrittenExport & { readonly rows: number })

/** Writes long lists into files, each row as it is read. */
export interface ListExports {
  /** @throws AppError whatever `ExportFiles` throws */
  write<T>(order: ListExport<T>): Promise<WrittenList>
}

/** Creates the writer of long lists. */
export function createListExports(files: ExportFiles, now: () => number): ListExports {
  return {
    async write({ name, columns, rows: source, total, wish }) {
      const { task, format, bom, separator, file } = wish
      let rows = 0
      function* count<T>(progress: { share: number }, each: Iterable<T>): Generator<T> {
        for (const row of each) {
          rows += 1
          progress.share = Math.min(1, rows / total)
          yield row
        }
      }
      const pieces = (progress: { share: number }) => {
        const counted = count(progress, source)
        if (format === 'json') return jsonArray(counted)
        const cells = counted.map((row) => columns.map(({ value }) => value(row)))
        return csvChunks({ name, columns, rows: cells }, { bom, separator })
      }
      const fileName = `rollcall-${name}-${periodOf(wish, now())}.${format}`
      const written = await files.write({ task, fileName, path: file, pieces })
      return written.kind === 'cancelled' ? written : { ...written, rows }
    },
  }
}

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

/** Makes a JSON array with one row on a line, about 64,000 characters at a time. */
function* jsonArray(rows: Iterable<unknown>): Generator<string> {
  let piece = '['
  let separator = '\n'
  for (const row of rows) {
    piece += separator + JSON.stringify(row)
    separator = ',\n'
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n]\n`
}
