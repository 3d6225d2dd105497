import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { columnsOf, sections } from '../../main/rights/person-data.ts'
import { type PersonTable, personTables, tablesAboutNobody } from '../../main/store/person-tables.ts'
import { scratchStore } from './scratch.ts'

const listed: readonly PersonTable[] = Object.values(personTables)

function schemaOf() {
  const store = scratchStore()
  const database = new Sqlite(store.file, { readonly: true })
  const rows = <T>(sql: string) => database.prepare(sql).all() as T[]
  const tables = rows<{ name: string }>("select name from sqlite_schema where type = 'table'").map(({ name }) => name)
  const columns = new Map(
    tables.map((table) => [
      table,
      rows<{ name: string }>(`select name from pragma_table_info('${table}')`).map(({ name }) => name),
    ]),
  )
  const parents = new Map(
    tables.map((table) => [
      table,
      rows<{ parent: string }>(`select "table" as parent from pragma_foreign_key_list('${table}')`).map(
        ({ parent }) => parent,
      ),
    ]),
  )
  database.close()
  return { tables, columns, parents }
}

test('every table is handed out to the people it is about, or says why it is about nobody', () => {
  const { tables } = schemaOf()
  const known = new Set([...listed.map(({ table }) => table), ...Object.keys(tablesAboutNobody)])
  expect(tables.filter((table) => !known.has(table))).toEqual([])
  expect([...known].filter((table) => !tables.includes(table))).toEqual([])
})

test('no table that names people or belongs to one that does is said to be about nobody', () => {
  const { tables, columns, parents } = schemaOf()
  const names = /(^|_)(person|kept|gone|host|rival|runner_up|from|to|employee|member)_id$|^employee_number$/
  const about = new Set(
    tables.filter((table) => table === 'people' || columns.get(table)!.some((one) => names.test(one))),
  )
  for (let before = 0; before !== about.size; ) {
    before = about.size
    for (const table of tables) if (parents.get(table)!.some((parent) => about.has(parent))) about.add(table)
  }
  expect(about.size).toBeGreaterThan(15)
  expect(Object.keys(tablesAboutNobody).filter((table) => about.has(table))).toEqual([])
})

test('every column of those tables is handed out, or says why not', () => {
  const { columns } = schemaOf()
  for (const { table } of listed) {
    const parts = listed.filter((part) => part.table === table)
    const told = parts
      .flatMap((part) => [...Object.values(part.columns), ...Object.keys(part.withheld ?? {})])
      .join(' ')
    const forgotten = columns.get(table)!.filter((column) => !new RegExp(`\\b${column}\\b`).test(told))
    expect({ table, forgotten }).toEqual({ table, forgotten: [] })
  }
})

test('data.json has the sections and values that are read', () => {
  expect(sections.toSorted()).toEqual([...Object.keys(personTables), 'audit'].toSorted())
  const changed: Readonly<Record<string, string>> = { figures: 'days', url: 'host' }
  for (const [section, { columns }] of Object.entries(personTables)) {
    const read = Object.keys(columns).map((column) => changed[column] ?? column)
    expect(columnsOf(section as keyof typeof personTables).toSorted()).toEqual(read.toSorted())
  }
})

test('no section reads all entries of the office to find those of one person', () => {
  const database = new Sqlite(scratchStore().file, { readonly: true })
  const read = listed.flatMap(({ table, where, key }) =>
    (
      database
        .prepare(
          `explain query plan select ${key} as rowKey from ${table} where ${where} and rowKey > @after order by rowKey`,
        )
        .all({ ids: '[1]', id: 1, after: -1 }) as { detail: string }[]
    ).map(({ detail }) => detail),
  )
  database.close()
  expect(read.filter((detail) => detail.startsWith('SEARCH events USING'))).not.toEqual([])
  const reading = read.filter((detail) =>
    /^(SCAN events|SEARCH events USING INTEGER PRIMARY KEY \(rowid>\?\))/.test(detail),
  )
  expect(reading).toEqual([])
})
