import type { PersonId } from '../contract/entities.ts'
import { blob, type Database } from './database.ts'
import { createPinSeal } from './pin-seal.ts'
import { type SealedValue, sealedValues } from './sealed-values.ts'
import type { Vault } from './vault.ts'

/** Rows that are read at once: photos are large. */
const pageSize = 200

/**
 * Seals every value with another key; yields how many rows are done. A value that does not open stays as it is, and
 * does not open afterwards either.
 */
export function* renewValues(database: Database, from: Vault, to: Vault): Generator<number> {
  const isThere = database.prepare('select 1 from pragma_table_info(@table) where name = @column')
  for (const value of sealedValues) {
    const { table, column } = value
    if (isThere.get({ table, column }) !== undefined) yield* renewColumn(database, value, from, to)
  }
  renewPinSeals(database, from, to)
}

function* renewColumn(
  database: Database,
  { table, column, of, context }: SealedValue,
  from: Vault,
  to: Vault,
): Generator<number> {
  const select = database.prepare<Record<string, string | number | Uint8Array>>(`
    select ${['rowid as row', `${column} as value`, ...of].join(', ')} from ${table}
    where rowid > @after and ${column} is not null order by rowid limit ${pageSize}`)
  const put = database.prepare(`update ${table} set ${column} = @sealed where rowid = @row`)
  for (let after = 0, rows = select.all({ after }); rows.length > 0; rows = select.all({ after })) {
    database.transaction(() => {
      for (const { row, value, ...rest } of rows) {
        const sealed = sealAnew(blob(value as Uint8Array), context(rest as Record<string, string | number>), from, to)
        if (sealed !== null) put.run({ row: row as number, sealed })
      }
    })
    after = rows.at(-1)!.row as number
    yield rows.length
  }
}

/** Null when it does not open. */
export function sealAnew(sealed: Uint8Array, context: string, from: Vault, to: Vault): Uint8Array | null {
  let plain: Uint8Array
  try {
    plain = from.open(sealed, context)
  } catch {
    return null
  }
  return to.seal(plain, context)
}

function renewPinSeals(database: Database, from: Vault, to: Vault): void {
  const [before, after] = [createPinSeal(from), createPinSeal(to)]
  const put = database.prepare('update pins set seal = @seal where person_id = @id')
  const rows = database.prepare<{ id: number; hash: Uint8Array; seal: Uint8Array | null }>(
    'select person_id as id, hash, seal from pins',
  )
  database.transaction(() => {
    for (const { id, hash, seal } of rows.all()) {
      const person = id as PersonId
      if (before.holds(person, blob(hash), seal && blob(seal))) put.run({ id, seal: after.of(person, blob(hash)) })
    }
  })
}
