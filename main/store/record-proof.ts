import type { Instant, PersonId } from '../contract/entities.ts'
import type { HeadVerdict, LogHead, RecordHead } from '../contract/record-head.ts'
import type { RecordFault } from '../contract/records.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { createSigner, isOwnHead, listOffices } from './head-signature.ts'
import { type LogGap, readCertifiedGaps, readGaps, writeGap } from './log-gaps.ts'
import { digestWith, holds, type LogRow, prepareLog } from './log-rows.ts'
import { noDigest, recordWriterOf, type WriteRecord } from './record-digest.ts'
import { addTo, emptySum, isSame, keySql, prepareRows, type RowKey, sealOf } from './row-seal.ts'
import { type ChainHead, type Head, openHead } from './seal-head.ts'
import { type ChainedTable, presentTables, type SealedTable } from './sealed-tables.ts'
import { sameJson } from './stored-json.ts'
import type { Vault } from './vault.ts'

/** What was found of the rows that carry seals. */
export interface RecordVerdict {
  /** How many rows hold. */
  readonly proved: number
  /** Since when there are seals; null when there always were. */
  readonly since: Instant | null
  /** How many rows of before wait for their seal. */
  readonly waiting: number
  /** At most `maxFaults`. */
  readonly faults: readonly RecordFault[]
  /** How many there are. */
  readonly total: number
  /** How the logs compare with heads that were kept outside, in the order in which these were given. */
  readonly heads: readonly HeadVerdict[]
}

export const nothingProved: RecordVerdict = { proved: 0, since: null, waiting: 0, faults: [], total: 0, heads: [] }

/** Faults named one by one; more are counted. */
const maxFaults = 1_000
const pageSize = 2_000

interface Found {
  proved: number
  waiting: number
  total: number
  readonly faults: RecordFault[]
}

/**
 * Holds every sealed row against its seal, and all seals against the head. Yields the share that is done; what does
 * not hold is reported as damaged, so that nothing is decided by it.
 */
export function* proveRecords(
  database: Database,
  vault: Pick<Vault, 'authenticate' | 'seal' | 'open'>,
  damages: Damages,
  { logs, heads }: { readonly logs: boolean; readonly heads: readonly RecordHead[] },
): Generator<number, RecordVerdict> {
  const stored = openHead(database, vault)
  const { changing, growing } = presentTables(database)
  const found: Found = { proved: 0, waiting: 0, total: 0, faults: [] }

  function report(table: SealedTable, key: RowKey | null, what: RecordFault['what']): void {
    found.total += 1
    if (found.faults.length < maxFaults) found.faults.push({ table: table.name, key, what })
    if (table.damage === null || key === null || what === 'removed') return
    const id = idOf(table, key)
    damages.report({ kind: table.damage, id, personId: ofPeople.has(table.name) ? (id as PersonId) : null })
  }

  const head = database.snapshot(() => {
    const stands = stored.read()
    for (const table of changing) proveTable(database, vault, table, stands, found, report)
    for (const id of findForeignGroups(database)) report(changing.find(isMembership)!, id, 'changed')
    return stands
  })
  if (head === null) report({ name: 'seal_head', key: [], columns: [], damage: null }, null, 'changed')
  const compared = new Map<string, Comparison>()
  if (logs) {
    for (const table of growing) {
      const comparison = compareWith(heads.map((each) => logOf(each, table.name)))
      compared.set(table.name, comparison)
      const log: Log = {
        ...{ table, chain: head?.chains[table.name] ?? null, gaps: readProvedGaps(database, vault, table.name) },
        bare: table.apart.salt === null ? [] : readProvedGaps(database, vault, 'evidence'),
      }
      yield* proveLog(database, vault, log, found, report, heads.length > 0 ? comparison : null)
    }
    for (const id of findForeignEntries(database)) report(growing[0]!, id, 'changed')
  }
  const offices = listOffices(database, createSigner(vault))
  const verdictOn = (outside: RecordHead): HeadVerdict => {
    if (!isOwnHead(offices, outside)) return 'foreign'
    if (head !== null && head.counter < outside.number) return 'older'
    const made = Date.parse(outside.made)
    const verdicts = growing.map(({ name }) => compared.get(name)!.judge(logOf(outside, name), made))
    return (
      verdicts.find((verdict) => verdict === 'differs') ?? verdicts.find((verdict) => verdict === 'erased') ?? 'same'
    )
  }
  const { proved, waiting, total, faults } = found
  return {
    ...{ proved, waiting, total, faults, since: head?.since ?? null },
    heads: logs ? heads.map(verdictOn) : [],
  }
}

const logOf = ({ entries, audit }: RecordHead, table: string): LogHead => (table === 'events' ? entries : audit)

/** A log, and what of it was erased because of its age, as far as that is certified. */
interface Log {
  readonly table: ChainedTable
  /** Null when the head is lost: then only the rows are held against each other. */
  readonly chain: ChainHead | null
  readonly gaps: readonly LogGap[]
  /** Stretches in which figures were erased. */
  readonly bare: readonly LogGap[]
}

/** Figures that are gone are as they should be only where a certificate says so. */
function figuresOf({ key, figures, bare }: LogRow, stretches: readonly LogGap[]): 'right' | 'changed' {
  if (figures !== 'erased' && bare === null) return figures === 'changed' ? 'changed' : 'right'
  return stretches.some(({ first, last }) => first <= (key as number) && (key as number) <= last) ? 'right' : 'changed'
}

/** The gaps that Rollcall wrote, and that the audit log names; others explain nothing. */
function readProvedGaps(database: Database, vault: Pick<Vault, 'authenticate'>, name: string): LogGap[] {
  const sealed = presentTables(database).changing.find((each) => each.name === 'log_gaps')
  if (sealed === undefined) return []
  const proved = new Set(
    prepareRows(database, sealed, 'true')()
      .filter(({ key, seal, values }) => seal !== null && isSame(seal, sealOf(vault, sealed, key, values)))
      .map(({ key }) => key),
  )
  const certified = readCertifiedGaps(database)
  return readGaps(database, name).filter(
    (gap) =>
      proved.has(JSON.stringify([name, gap.first])) &&
      certified.some((written) => sameJson(written, writeGap(name, gap))),
  )
}

/** Works out the digests of a log where heads ask for them. */
interface Comparison {
  take(table: ChainedTable, row: LogRow): void
  /** Goes on after rows that were erased. */
  cross(gap: LogGap): void
  judge(wanted: LogHead, made: number): 'same' | 'erased' | 'differs'
}

function compareWith(wanted: readonly LogHead[]): Comparison {
  const ends = new Set(wanted.map(({ last }) => last))
  const found = new Map<number, LogHead>()
  const gaps: LogGap[] = []
  let now: LogHead = { rows: 0, last: 0, digest: noDigest }
  let record: WriteRecord | null = null
  const note = (next: LogHead) => {
    now = next
    if (ends.has(now.last)) found.set(now.last, now)
  }
  return {
    take(table, row) {
      record ??= recordWriterOf(table)
      note({ rows: now.rows + 1, last: row.key as number, digest: digestWith(now.digest, row, record) })
    },
    cross(gap) {
      // Whoever altered a row before the gap has altered all that comes after it.
      if (now.digest !== gap.before) return
      gaps.push(gap)
      note({ rows: now.rows + gap.last - gap.first + 1, last: gap.last, digest: gap.after })
    },
    judge({ rows, last, digest }, made) {
      // What came after the head cannot have been written before it.
      if (gaps.some((gap) => gap.last > last && gap.writtenBefore <= made)) return 'differs'
      const there = last === 0 ? { rows: 0, digest: noDigest } : found.get(last)
      if (there?.rows === rows && there.digest === digest) return 'same'
      const isErased = rows === last && gaps.some((gap) => gap.first <= last && last < gap.last)
      return isErased ? 'erased' : 'differs'
    },
  }
}

type Report = (table: SealedTable, key: RowKey | null, what: RecordFault['what']) => void

/** Tables whose key begins with a person's id. */
const ofPeople: ReadonlySet<string> = new Set(['people', 'group_memberships', 'pins'])

/** Documents and memberships are reported by what they belong to, whichever version it is. */
function idOf(table: SealedTable, key: RowKey): RowKey {
  return table.key.length === 1 ? key : (JSON.parse(String(key)) as RowKey[])[0]!
}

function proveTable(
  database: Database,
  vault: Pick<Vault, 'authenticate'>,
  table: SealedTable,
  head: Head | null,
  found: Found,
  report: Report,
): void {
  const before = found.total
  let sum = emptySum
  for (const { key, seal, values } of prepareRows(database, table, 'true')()) {
    if (seal === null) report(table, key, 'added')
    else if (isSame(seal, sealOf(vault, table, key, values))) found.proved += 1
    else report(table, key, 'changed')
  }
  const { name } = table
  for (const { key } of orphansOf(database, table)) report(table, key, 'removed')
  if (head === null || found.total > before) return
  const seals = database.prepare<{ key: RowKey; seal: Uint8Array }>('select key, seal from seals where tbl = @name')
  for (const { key, seal } of seals.all({ name })) sum = addTo(vault, sum, name, key, seal, 1)
  const should = head.sums[name] ?? emptySum
  // Nothing but a former state of rows and seals together gets here.
  if (sum.rows !== should.rows || sum.total !== should.total)
    report(table, null, sum.rows < should.rows ? 'removed' : 'put-back')
}

/** Seals whose row is gone. */
function orphansOf(database: Database, table: SealedTable): { key: RowKey }[] {
  return database
    .prepare<{ key: RowKey }>(`
      select key from seals where tbl = @name
        and not exists (select 1 from ${table.name} where ${keySql(table, table.name)} = seals.key) limit ${maxFaults}`)
    .all({ name: table.name })
}

function* proveLog(
  database: Database,
  vault: Pick<Vault, 'authenticate'>,
  { table, chain: head, gaps, bare }: Log,
  found: Found,
  report: Report,
  comparison: Comparison | null,
): Generator<number> {
  const next = prepareLog(database, table, `${table.name}.id > @after order by ${table.name}.id limit ${pageSize}`)
  const end = head?.last ?? 0
  /** Null where the seal before is missing, so that nobody can tell whether the next one follows it. */
  let previous: Uint8Array | null = new Uint8Array()
  let last = 0

  function reportMissing(from: number, to: number): void {
    for (let id = from; id < Math.min(to, from + maxFaults); id++) report(table, id, 'removed')
    found.total += Math.max(0, to - from - maxFaults)
    if (to > from) previous = null
  }

  /** Goes on over rows that were erased, towards a row. */
  function reach(id: number): void {
    for (const gap of gaps) {
      if (gap.first <= last || gap.last >= id) continue
      reportMissing(last + 1, gap.first)
      comparison?.cross(gap)
      previous = gap.seal
      last = gap.last
    }
  }

  let read = 0
  for (let page = next({ after: 0 }); page.length > 0; page = next({ after: read })) {
    for (const row of page) {
      const { seal } = row
      const id = row.key as number
      read = id
      if (gaps.some((gap) => gap.first <= id && id <= gap.last)) {
        report(table, id, 'added')
        continue
      }
      reach(id)
      comparison?.take(table, row)
      if (head !== null && !head.complete && id > end) {
        found.waiting += 1
      } else {
        reportMissing(last + 1, id)
        if (seal === null) report(table, id, id > end ? 'added' : 'changed')
        else if (figuresOf(row, bare) === 'changed') report(table, id, 'changed')
        else if (previous === null || holds(vault, table, row, previous)) found.proved += 1
        else report(table, id, 'changed')
        // A row without a seal that somebody put at the end has no part in the chain.
        if (seal !== null || id <= end) previous = seal
      }
      last = id
    }
    yield end === 0 ? 1 : Math.min(1, last / end)
  }
  reach(end + 1)
  reportMissing(last + 1, end + 1)
}

const isMembership = ({ name }: SealedTable) => name === 'group_memberships'

/** Memberships whose groups are the person's last ones, but not those that the person has now. */
function findForeignGroups(database: Database): RowKey[] {
  return database
    .prepare<{ key: RowKey }>(`
      select json_array(person_id, max(from_date)) as key from people join group_memberships on person_id = people.id
      group by people.id having people.groups <> group_memberships.groups`)
    .all()
    .map(({ key }) => key)
}

/**
 * Entries that count for somebody else than whom they were written for, though the audit log knows no merge of the two.
 * (An entry's person is the one thing of it that changes.)
 */
function findForeignEntries(database: Database): number[] {
  return database
    .prepare<{ id: number }>(`
      with recursive
        merged (gone, kept) as (
          select cast(details ->> '$.gone' as integer), cast(substr(subject, length('person ') + 1) as integer)
          from audit where action = 'person.merge' and json_valid(details)
          union select gone_id, kept_id from merges),
        -- What is corrected while two are one goes along when they are parted.
        joined (one, other) as (select gone, kept from merged union select kept, gone from merged),
        moved (id, written, now) as (
          select events.id, event_people.person_id, events.person_id
          from events join event_people on event_people.id = events.event_person_id
          where event_people.person_id <> events.person_id),
        way (one, other) as (
          select one, other from joined
          union select way.one, joined.other from way join joined on joined.one = way.other)
      select id from moved where not exists (select 1 from way where one = written and other = now) limit ${maxFaults}`)
    .all()
    .map(({ id }) => id)
}
