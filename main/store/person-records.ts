import type { PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { type PersonSection, type PersonTable, personTables } from './person-tables.ts'

/** A row about a person: texts, numbers, truth values, lists and objects; times as ISO 8601. */
export type PersonRow = Readonly<Record<string, unknown>>

/** Reads everything that is kept about one person, for that person. */
export interface PersonRecords {
  /** The person first, then those who were merged into them, whose rows are theirs. */
  idsOf(id: PersonId): PersonId[]
  /** Reads rows in pages, so that others can write meanwhile. @param ids as `idsOf` gives them */
  read(section: PersonSection, ids: readonly PersonId[]): Generator<PersonRow>
}

const pageSize = 1000

export function openPersonRecords(database: Database): PersonRecords {
  const goneInto = database.prepare<{ id: number }>(
    'select distinct gone_id as id from merges where kept_id = @id and gone_id is not null order by gone_id',
  )
  return {
    idsOf: (id) => [id, ...goneInto.all({ id }).map((row) => row.id as PersonId)],
    *read(section, ids) {
      const described: PersonTable = personTables[section]
      const { table, columns, where, key } = described
      const values = Object.entries(columns).map(([name, sql]) => `${sql} as "${name}"`)
      const page = database.prepare<Record<string, unknown> & { rowKey: string | number }>(`
        select ${key} as rowKey, ${values.join(', ')} from ${table} where ${where} and rowKey > @after
        order by rowKey limit ${pageSize}`)
      const parameters = { ids: JSON.stringify(ids), id: ids[0]! }
      // Texts come after all numbers.
      for (let after: string | number = -1; ; ) {
        const rows = page.all({ ...parameters, after })
        yield* rows.map(({ rowKey: _, ...row }) => rowOf(row, described))
        if (rows.length < pageSize) return
        after = rows.at(-1)!.rowKey
      }
    },
  }
}

function rowOf(row: Record<string, unknown>, { times = [], truths = [], json = [] }: PersonTable): PersonRow {
  const read = { ...row }
  for (const name of times) if (typeof row[name] === 'number') read[name] = toTime(row[name])
  for (const name of truths) read[name] = row[name] === 1
  for (const name of json) if (typeof row[name] === 'string') read[name] = JSON.parse(row[name])
  return read
}

/** Null for 0, and for what a damaged row has instead of a time. */
function toTime(at: number): string | null {
  return at === 0 || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString()
}
