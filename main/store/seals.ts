import type { Instant } from '../contract/entities.ts'
import { type Change, noteFresh, slotsOf, watchRows } from './changed-rows.ts'
import type { Database, Proof } from './database.ts'
import { digestAfter, noDigest, recordWriterOf, type WriteRecord } from './record-digest.ts'
import { renewLog } from './renew-seals.ts'
import {
  addTo,
  createRowReader,
  emptySum,
  isSame,
  prepareRows,
  type RowKey,
  type RowReader,
  type SealedRow,
  sealOf,
  toRowKey,
} from './row-seal.ts'
import { type ChainHead, type Head, newChain, openHead, type StoredHead } from './seal-head.ts'
import { type ChainedTable, type PresentTables, presentTables, type SealedTable, withNames } from './sealed-tables.ts'
import type { Vault } from './vault.ts'

/** A log, how its rows are written down, and how they are read. */
interface Chain {
  readonly table: ChainedTable
  readonly record: WriteRecord
}

/** A database that seals every row of the sealed tables in the transaction that writes it. */
export interface SealedDatabase {
  readonly database: Database
  readonly seals: Seals
}

export interface Seals {
  /** The state of all sealed tables; null when the stored one was removed or changed by another program. */
  head(): Head | null
  /** How many rows of before there were seals this start found and sealed; null when it had none to begin with. */
  readonly begun: number | null
  /**
   * Seals more of the rows that grew before there were seals, oldest first, in one transaction.
   * @returns how many are left
   */
  goOn(rows: number): number
  /** Counts on from a number that is higher than that of the head: an older copy was put in place. */
  advance(counter: number): void
}

/** Rows of a log that are read at once. */
const rowsAtOnce = 2_000

/** Rows of the log that are sealed at once while the database is opened; the others follow in the background. */
const maxRowsAtOpening = 5_000

/**
 * Seals what is written through the returned database, whoever writes it: triggers of this connection alone note which
 * rows changed, and the end of each transaction seals them. Another program has neither the triggers nor the key. A
 * row that did not hold before it was changed does not hold afterwards.
 */
export function sealDatabase(database: Database, vault: Vault, now: () => number): SealedDatabase {
  const tables = presentTables(database)
  watchRows(database, tables)
  const stored = openHead(database, vault)
  const changes = database.prepare<Change>('select * from temp.changes order by rowid')
  const clear = database.prepare('delete from temp.changes')
  const sealed = database.prepare<{ seal: Uint8Array }>('select seal from seals where tbl = @tbl and key = @key')
  const put = database.prepare('insert or replace into seals (tbl, key, seal) values (@tbl, @key, @seal)')
  const drop = database.prepare('delete from seals where tbl = @tbl and key = @key')
  const lastSeal = database.prepare<{ seal: Uint8Array }>(
    'select seal from seals where tbl = @tbl order by key desc limit 1',
  )
  const rows = createRowReader(database, tables)
  const chains = tables.growing.map((table) => ({
    ...{
      table,
      next: prepareRows(database, table, `${table.name}.id > @after order by ${table.name}.id limit @limit`),
    },
    record: recordWriterOf(table),
    left: database.prepare<{ rows: number }>(`select count(*) as rows from ${table.name} where id > @after`),
  }))
  const dropAll = database.prepare('delete from seals')
  let depth = 0

  function putSeal(head: Head | null, tbl: string, key: RowKey, seal: Uint8Array): void {
    put.run({ tbl, key, seal })
    if (head !== null) head.sums[tbl] = addTo(vault, head.sums[tbl] ?? emptySum, tbl, key, seal, 1)
  }

  function applyToRow(head: Head | null, table: SealedTable, change: Change): void {
    const { tbl, key } = change
    const before = sealed.get({ tbl, key })?.seal ?? null
    const row = rows.read(tbl, key)
    const held = before !== null && isSame(sealOf(vault, table, key, slotsOf(table, change)), Buffer.from(before))
    if (row !== null && change.had === 1 && change.fresh === 0 && !held) return
    if (before !== null && head !== null) {
      head.sums[tbl] = addTo(vault, head.sums[tbl] ?? emptySum, tbl, key, Buffer.from(before), -1)
    }
    if (row === null) drop.run({ tbl, key })
    else putSeal(head, tbl, key, sealOf(vault, table, key, row.values))
  }

  function grow(chain: ChainHead, { table, record }: Chain, { key, values }: SealedRow): ChainHead {
    const seal = sealOf(vault, table, key, values, Buffer.from(chain.seal, 'base64'))
    put.run({ tbl: table.name, key, seal })
    return {
      ...chain,
      ...{ rows: chain.rows + 1, last: key as number, seal: Buffer.from(seal).toString('base64') },
      digest: chain.digest === null ? null : digestAfter(chain.digest, record(key, values)),
    }
  }

  /** Where a log ends whose head is lost: new rows go on from its last seal. */
  function endOf(tbl: string): ChainHead {
    const last = lastSeal.get({ tbl })
    return { ...newChain, seal: last ? Buffer.from(last.seal).toString('base64') : '', digest: null, complete: true }
  }

  function flush(): void {
    const found = changes.all()
    if (found.length === 0) return
    clear.run()
    const stands = stored.read()
    const head: Head | null = stands && { ...stands, sums: { ...stands.sums }, chains: { ...stands.chains } }
    for (const change of found) {
      const table = tables.changing.find(({ name }) => name === change.tbl)
      if (table !== undefined) {
        applyToRow(head, table, change)
        continue
      }
      const grown = chains.find(({ table: { name } }) => name === change.tbl)!
      const chain = head?.chains[change.tbl] ?? endOf(change.tbl)
      const row = rows.read(change.tbl, change.key)
      // Rows of before come first, and `goOn` has not sealed them all.
      if (row === null || !chain.complete) continue
      const next = grow(chain, grown, row)
      if (head !== null) head.chains[change.tbl] = next
    }
    if (head !== null) stored.write({ ...head, counter: head.counter + 1 })
  }

  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work()
    return database.transaction(() => {
      depth += 1
      try {
        const result = work()
        flush()
        return result
      } finally {
        depth -= 1
      }
    })
  }

  /** Seals all rows of tables whose rows change. */
  function sealAll(head: Head, fresh: readonly SealedTable[]): number {
    let count = 0
    for (const table of fresh) {
      head.sums[table.name] = emptySum
      for (const { key, values } of prepareRows(database, table, 'true')()) {
        putSeal(head, table.name, key, sealOf(vault, table, key, values))
        count += 1
      }
    }
    return count
  }

  /** Begins anew; the rows of logs are left for `goOn`. */
  function begin(): number {
    const counter = (stored.read()?.counter ?? 0) + 1
    const head: Head = { counter, since: null, sums: {}, chains: {}, namesApart: tables.namesApart }
    dropAll.run()
    clear.run()
    for (const { name } of tables.growing) head.chains[name] = newChain
    const count = chains.reduce((sum, { left }) => sum + left.get({ after: 0 })!.rows, sealAll(head, tables.changing))
    stored.write({ ...head, since: count === 0 ? null : (now() as Instant) })
    return count
  }

  function goOn(limit: number): number {
    return transaction(() => {
      const head = stored.read()
      if (head === null) return 0
      const grown = { ...head.chains }
      let room = limit
      let left = 0
      for (const each of chains) {
        const { table, next, left: rest } = each
        let chain = grown[table.name] ?? newChain
        if (chain.complete) continue
        const found = room > 0 ? next({ after: chain.last, limit: room }) : []
        for (const row of found) chain = grow(chain, each, row)
        room -= found.length
        const missing = rest.get({ after: chain.last })!.rows
        grown[table.name] = { ...chain, complete: missing === 0 }
        left += missing
      }
      if (room < limit || left === 0) stored.write({ ...head, counter: head.counter + 1, chains: grown })
      return left
    })
  }

  /** Seals what an earlier version left without seals: everything, or tables that are sealed since. */
  function start(): number | null {
    if (!stored.isThere()) {
      const count = transaction(begin)
      return count === 0 ? null : count
    }
    const head = stored.read()
    const fresh = tables.changing.filter(({ name }) => head !== null && !Object.hasOwn(head.sums, name))
    if (head === null || fresh.length === 0) return null
    return transaction(() => {
      const next = { ...head, counter: head.counter + 1, sums: { ...head.sums } }
      const count = sealAll(next, fresh)
      stored.write(next)
      return count === 0 ? null : count
    })
  }

  /** Seals entries anew without their names, so that these can be erased. */
  function leaveNamesOut(): void {
    const head = stored.read()
    const table = tables.growing.find(({ name }) => name === 'events')!
    const chain = head?.chains[table.name]
    if (head === null || chain === undefined || head.namesApart || !tables.namesApart) return
    database.transaction(() => {
      const steps = renewLog(database, { table: withNames(table), vault }, { table, vault }, chain.last)
      let step = steps.next()
      while (!step.done) step = steps.next()
      const seal = Buffer.from(step.value).toString('base64')
      stored.write({ ...head, namesApart: true, chains: { ...head.chains, [table.name]: { ...chain, seal } } })
    })
  }

  /** Works out the digests that a head of before there were digests lacks. */
  function digest(): void {
    const head = stored.read()
    if (head === null || !Object.values(head.chains).some((chain) => chain.digest === null)) return
    const digested = { ...head.chains }
    for (const { table, next, record } of chains) {
      const chain = digested[table.name]
      if (chain === undefined || chain.digest !== null) continue
      let found = noDigest
      for (let after = 0; ; ) {
        const page = next({ after, limit: rowsAtOnce }).filter(({ key }) => (key as number) <= chain.last)
        for (const { key, values } of page) found = digestAfter(found, record(key, values))
        if (page.length < rowsAtOnce) break
        after = page.at(-1)!.key as number
      }
      digested[table.name] = { ...chain, digest: found }
    }
    transaction(() => stored.write({ ...head, chains: digested }))
  }

  const begun = start()
  leaveNamesOut()
  digest()
  if (Object.values(stored.read()?.chains ?? {}).some(({ complete }) => !complete)) goOn(maxRowsAtOpening)

  const reading = createProof(rows, tables, { vault, stored })
  const proof: Proof = {
    holds(table, ...key) {
      if (depth > 0) flush()
      return reading.holds(table, ...key)
    },
    countRows(table) {
      if (depth > 0) flush()
      return reading.countRows(table)
    },
    renew: (table, ...key) =>
      transaction(() => {
        noteFresh(database, table, toRowKey(key))
        flush()
      }),
  }

  return {
    database: {
      ...database,
      prepare<Row>(sql: string) {
        const statement = database.prepare<Row>(sql)
        return {
          ...statement,
          run: (parameters) => (depth > 0 ? statement.run(parameters) : transaction(() => statement.run(parameters))),
        }
      },
      transaction,
      proof,
    },
    seals: {
      head: stored.read,
      begun,
      goOn,
      advance: (counter) =>
        transaction(() => {
          const head = stored.read()
          if (head !== null && head.counter < counter) stored.write({ ...head, counter })
        }),
    },
  }
}

/** Whether the schema knows seals. */
export function hasSeals(database: Database): boolean {
  return database.prepare("select 1 from sqlite_schema where name = 'seal_head'").get() !== undefined
}

/** Reads seals without writing any: for a database that is only looked at. */
export function readSeals(database: Database, vault: Pick<Vault, 'authenticate' | 'seal' | 'open'>): Proof {
  const tables = presentTables(database)
  const stored = openHead(database, vault)
  return stored.isThere() ? createProof(createRowReader(database, tables), tables, { vault, stored }) : database.proof
}

function createProof(
  rows: RowReader,
  tables: PresentTables,
  { vault, stored }: { readonly vault: Pick<Vault, 'authenticate'>; readonly stored: Pick<StoredHead, 'read'> },
): Proof {
  return {
    countRows: (table) => stored.read()?.sums[table]?.rows ?? 0,
    holds(table, ...key) {
      const rule = tables.changing.find(({ name }) => name === table)!
      const row = rows.read(table, toRowKey(key))
      return row !== null && row.seal !== null && isSame(row.seal, sealOf(vault, rule, row.key, row.values))
    },
    renew: () => undefined,
  }
}
