import { randomBytes } from 'node:crypto'
import { type AuditRow, linkOf } from './audit.ts'
import { blob, type Database, type Value } from './database.ts'
import { readGaps } from './log-gaps.ts'
import { bareSealOf, holds, prepareLog } from './log-rows.ts'
import { addTo, emptySum, isSame, prepareRows, type RowKey, type Sum, sealOf } from './row-seal.ts'
import { type Head, openHead } from './seal-head.ts'
import { type ChainedTable, presentTables, type SealedTable } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

const pageSize = 2_000

/** Tells which rows hold under the key of before, and how the sums of their tables stand. */
export interface Standing {
  readonly head: Head | null
  /** Keys of rows that do not hold, by table. */
  readonly faulty: ReadonlyMap<string, ReadonlySet<RowKey>>
  /** By how many rows each sum is off; null where it is right. */
  readonly off: ReadonlyMap<string, number | null>
}

/** Call it before the values are sealed anew, because seals cover them. */
export function readStanding(database: Database, vault: Vault): Standing {
  const head = openHead(database, vault).read()
  const faulty = new Map<string, Set<RowKey>>()
  const off = new Map<string, number | null>()
  for (const table of presentTables(database).changing) {
    const rows = prepareRows(database, table, 'true')()
    const wrong = rows.filter(
      ({ key, seal, values }) => seal === null || !isSame(seal, sealOf(vault, table, key, values)),
    )
    faulty.set(table.name, new Set(wrong.map(({ key }) => key)))
    const should = head?.sums[table.name]
    if (should === undefined) continue
    const sum = sumOf(database, vault, table)
    const isRight = sum.rows === should.rows && sum.total === should.total
    off.set(table.name, isRight ? null : should.rows - sum.rows)
  }
  return { head, faulty, off }
}

/**
 * Seals every row with another key; yields how many are done. What did not hold does not hold afterwards, and is named
 * in the same way.
 */
export function* renewSeals(
  database: Database,
  { head, faulty, off }: Standing,
  from: Vault,
  to: Vault,
): Generator<number> {
  const { changing, growing } = presentTables(database)
  const put = database.prepare('update seals set seal = @seal where tbl = @tbl and key = @key')
  const next: Head | null = head && { ...head, counter: head.counter + 1, sums: {}, chains: {} }
  for (const table of changing) {
    const wrong = faulty.get(table.name)!
    const rows = prepareRows(database, table, 'true')()
    database.transaction(() => {
      for (const { key, values } of rows) {
        if (!wrong.has(key)) put.run({ tbl: table.name, key, seal: sealOf(to, table, key, values) })
      }
    })
    yield rows.length
    const difference = off.get(table.name)
    if (next === null || difference === undefined) continue
    const sum = sumOf(database, to, table)
    next.sums[table.name] =
      difference === null ? sum : { rows: sum.rows + difference, total: randomBytes(16).toString('hex') }
  }
  for (const table of growing) {
    const chain = head?.chains[table.name] ?? null
    const last = yield* renewLog(database, { table, vault: from }, { table, vault: to }, chain?.last ?? 0)
    if (next !== null && chain !== null) {
      next.chains[table.name] = { ...chain, seal: Buffer.from(last).toString('base64') }
    }
  }
  if (next !== null) openHead(database, to).write(next)
}

function sumOf(database: Database, vault: Vault, { name }: SealedTable): Sum {
  const seals = database.prepare<{ key: RowKey; seal: Uint8Array }>('select key, seal from seals where tbl = @name')
  return seals.all({ name }).reduce((sum, { key, seal }) => addTo(vault, sum, name, key, seal, 1), emptySum)
}

/** How a log is sealed: which columns of it, and with which key. */
interface LogSeal {
  readonly table: ChainedTable
  readonly vault: Pick<Vault, 'authenticate'>
}

/**
 * Seals a log in another way, from its first row on; yields how many are done. What did not hold before does not hold
 * afterwards.
 * @param end id of the last row that has a seal
 * @returns the seal of the last row that has one
 */
export function* renewLog(database: Database, from: LogSeal, to: LogSeal, end: number): Generator<number, Uint8Array> {
  const { table } = to
  const more = table.columns.filter((column) => !from.table.columns.includes(column))
  const columns = [...from.table.columns, ...more]
  const places = table.columns.map((column) => columns.indexOf(column))
  const rowsAfter = prepareLog(
    database,
    { ...from.table, columns },
    `${table.name}.id > @after order by ${table.name}.id limit ${pageSize}`,
  )
  const put = database.prepare('update seals set seal = @seal where tbl = @tbl and key = @key')
  const putBare =
    table.apart.salt === null ? null : database.prepare('update bare_entries set seal = @seal where event_id = @id')
  const renewLink = table.name === 'audit' ? linkRenewer(database, table, from.vault, to.vault) : null
  const gaps = readGaps(database, table.name)
  /** Of the row before, under either key; null where it is missing, as `proveRecords` has it. */
  let previous: { readonly was: Uint8Array; readonly is: Uint8Array } | null = {
    was: new Uint8Array(),
    is: new Uint8Array(),
  }
  let newest: Uint8Array = new Uint8Array()
  let last = 0
  for (let page = rowsAfter({ after: 0 }); page.length > 0; page = rowsAfter({ after: last })) {
    database.transaction(() => {
      for (const row of page) {
        const { key, seal, values, bare } = row
        const id = key as number
        const was = values.slice(0, from.table.columns.length)
        const is = places.map((place) => values[place]!)
        const gap = gaps.find((each) => each.last === id - 1)
        const renewed = renewLink === null ? is : renewLink(id, is, gap?.link ?? null)
        // Its seal stands for what is erased, whichever key it was made with.
        if (gap !== undefined) previous = { was: gap.seal, is: gap.seal }
        else if (id !== last + 1) previous = null
        if (seal !== null) {
          const isRight: boolean =
            previous === null || holds(from.vault, from.table, { ...row, values: was }, previous.was)
          const before: Uint8Array = previous?.is ?? new Uint8Array()
          // That of a bare entry stands for what is erased, as the seal of a gap does.
          const next: Uint8Array = isRight && bare === null ? sealOf(to.vault, table, id, renewed, before) : seal
          if (isRight && bare !== null)
            putBare!.run({ id, seal: bareSealOf(to.vault, { key, seal, values: renewed }, bare, before) })
          put.run({ tbl: table.name, key, seal: next })
          previous = { was: seal, is: next }
          newest = next
        } else if (id <= end) previous = null
        last = id
      }
    })
    yield page.length
  }
  const newestGap = gaps.at(-1)
  return newestGap !== undefined && newestGap.last > last ? newestGap.seal : newest
}

/**
 * The audit log has a chain of its own in its rows. The returned function is given the link of what was erased right
 * before a row, and returns the values with the new link.
 */
function linkRenewer(
  database: Database,
  { columns }: ChainedTable,
  from: LogSeal['vault'],
  to: LogSeal['vault'],
): (id: number, values: readonly Value[], erased: Uint8Array | null) => Value[] {
  const put = database.prepare('update audit set chain = @chain where id = @id')
  const names = columns.map((column) => column.replace('audit.', ''))
  let was: Uint8Array = new Uint8Array()
  let is: Uint8Array = new Uint8Array()
  return (id, values, erased) => {
    // As a seal: whichever key it was made with.
    if (erased !== null) was = is = erased
    const row = Object.fromEntries(names.map((name, at) => [name, values[at]])) as unknown as AuditRow
    const chain = blob(row.chain)
    const holds = isSame(chain, linkOf(from, { ...row, id }, was))
    const renewed = holds ? linkOf(to, { ...row, id }, is) : chain
    if (holds) put.run({ id, chain: renewed })
    was = chain
    is = renewed
    return values.map((value, at) => (names[at] === 'chain' ? renewed : value))
  }
}
