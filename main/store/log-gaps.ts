import { z } from 'zod'
import type { Instant } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import { readJson } from './stored-json.ts'

/** Rows of a log that follow each other and were erased because of their age. */
export interface LogGap {
  /** The first and the last id. */
  readonly first: number
  readonly last: number
  /** The digest of the log before the first row and after the last one (record-digest.ts). */
  readonly before: string
  readonly after: string
  /** The seal of the last row, which that of the next row covers. */
  readonly seal: Uint8Array
  /** The link of the last row, which that of the next row covers; null but in the audit log. */
  readonly link: Uint8Array | null
  /** All of them were written earlier. */
  readonly writtenBefore: Instant
}

/** A gap as the audit log and an auditor's export name it: table, first, last, before, after, written before. */
export const WrittenGap = z.tuple([
  z.string(),
  z.number().int(),
  z.number().int(),
  z.string(),
  z.string(),
  z.number().int(),
])
export type WrittenGap = z.infer<typeof WrittenGap>

export const writeGap = (table: string, { first, last, before, after, writtenBefore }: LogGap): WrittenGap => [
  ...([table, first, last, before, after] as const),
  writtenBefore,
]

/** SQL for the id of the newest entry, whether it is still there or not. */
export const newestEntryId = `max(coalesce((select max(id) from events), 0),
  coalesce((select max(last) from log_gaps where tbl = 'events'), 0))`

/** SQL for the number of entries: numbers are never skipped. */
export const entryCount = `${newestEntryId}
  - coalesce((select sum(last - first + 1) from log_gaps where tbl = 'events'), 0)`

interface Row {
  first: number
  last: number
  before: string
  after: string
  seal: Uint8Array
  link: Uint8Array | null
  written_before: number
}

const columns = ['tbl', 'first', 'last', 'before', 'after', 'seal', 'link', 'written_before']

/** The gaps of a log in order; none in databases of versions that erased nothing. */
export function readGaps(database: Database, table: string): LogGap[] {
  const known = database.prepare<{ name: string }>("select name from pragma_table_info('log_gaps')").all()
  if (known.length === 0) return []
  const link = known.some(({ name }) => name === 'link') ? 'link' : 'null as link'
  return database
    .prepare<Row>(
      `select first, last, before, after, seal, ${link}, written_before from log_gaps where tbl = @table order by first`,
    )
    .all({ table })
    .map(({ seal, link, written_before: at, ...row }) => ({
      ...{ ...row, seal: blob(seal), link: link && blob(link) },
      writtenBefore: at as Instant,
    }))
}

/** Writes the gaps of a log anew. @returns those that were not there before, as a certificate names them */
export function createGapWriter(database: Database, table: string): (gaps: readonly LogGap[]) => WrittenGap[] {
  const drop = database.prepare(`delete from log_gaps where tbl = '${table}'`)
  const add = database.prepare(`
    insert into log_gaps (${columns.join(', ')})
    values ('${table}', @first, @last, @before, @after, @seal, @link, @writtenBefore)`)
  return (more) => {
    const before = readGaps(database, table)
    const known = new Set(before.map((gap) => JSON.stringify(writeGap(table, gap))))
    const gaps = joinGaps([...before, ...more].toSorted((one, other) => one.first - other.first))
    drop.run()
    for (const gap of gaps) add.run({ ...gap })
    return gaps.map((gap) => writeGap(table, gap)).filter((gap) => !known.has(JSON.stringify(gap)))
  }
}

/** Joins gaps between which no row is left. @param gaps in order */
export function joinGaps(gaps: readonly LogGap[]): LogGap[] {
  const joined: LogGap[] = []
  for (const gap of gaps) {
    const last = joined.at(-1)
    if (last === undefined || last.last + 1 !== gap.first) joined.push(gap)
    else {
      const writtenBefore = Math.max(last.writtenBefore, gap.writtenBefore) as Instant
      joined[joined.length - 1] = { ...gap, first: last.first, before: last.before, writtenBefore }
    }
  }
  return joined
}

const Certificate = z.object({ gaps: z.array(WrittenGap) })

/** The gaps that certificates in the audit log name, whichever of them. */
export function readCertifiedGaps(database: Database): WrittenGap[] {
  return database
    .prepare<{ details: string }>(`
      select details from audit where action = 'retention.run' and json_valid(details) and details -> '$.gaps' is not null`)
    .all()
    .flatMap(({ details }) => readJson(details, Certificate)?.gaps ?? [])
}
