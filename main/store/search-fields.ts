import type { Damage } from '../contract/damages.ts'
import type { PersonId } from '../contract/entities.ts'
import { type PersonFields, personFieldNames } from '../contract/person-fields.ts'
import { foldText } from '../contract/search-text.ts'
import type { Database } from './database.ts'
import { Groups } from './groups.ts'
import { type FieldColumns, fieldColumns, readFields } from './person-columns.ts'
import { readJson } from './stored-json.ts'

/**
 * Version of the search fields. Raise it when they are made in another way, or all people of before count as damaged.
 * A new field of a person changes it by itself.
 */
const rules = ['1', ...personFieldNames.filter((field) => field !== 'employeeNumber')].join(' ')

interface Searched extends Partial<PersonFields> {
  readonly name: string
  readonly groups: readonly string[]
}

/** The texts that a person is found and sorted by, computed from the other columns; a mismatch shows damage. */
export function toSearchFields({ name, groups, ...fields }: Searched) {
  const texts = personFieldNames.map((field) => fields[field] ?? '')
  return { search: foldText([name, ...texts, ...groups].join('\n')), sortName: foldText(name) }
}

/** The text that entries are found by, from the name they were written under. */
export function toEntrySearchText(name: string, employeeNumber: string | null): string {
  return foldText(`${name}\n${employeeNumber ?? ''}`)
}

/** Recomputes the search fields of an earlier version; after that, a mismatch is damage. */
export function renewSearchFields(database: Database): void {
  const known = database.prepare<{ value: string }>("select value from meta where key = 'search-rules'").get()
  if (known?.value === rules) return
  const put = database.prepare('update people set search = @search, sort_name = @sortName where id = @id')
  const putEntries = database.prepare('update event_people set search = @search where id = @id')
  const settle = database.prepare("insert or replace into meta (key, value) values ('search-rules', @rules)")
  database.transaction(() => {
    for (const { row, is, should } of peopleOf(database)) {
      if (is.search !== should.search || is.sortName !== should.sortName) put.run({ id: row.id, ...should })
    }
    for (const { row, is, should } of entryPeopleOf(database)) {
      if (is !== should) putEntries.run({ id: row.id, search: should })
    }
    settle.run({ rules })
  })
}

/** People whose search fields do not fit their name: one of the two is damaged. */
export function findMisfiledNames(database: Database): Damage[] {
  const people = peopleOf(database).filter(
    ({ is, should, readable }) => readable && (is.search !== should.search || is.sortName !== should.sortName),
  )
  const entries = entryPeopleOf(database).filter(({ is, should }) => is !== should)
  return [
    ...people.map(({ row: { id } }) => ({ kind: 'name' as const, id, personId: id as PersonId })),
    ...entries.map(({ row: { name, person_id: personId } }) => ({
      kind: 'entry-name' as const,
      id: name,
      personId: personId as PersonId,
    })),
  ]
}

interface PersonRow extends FieldColumns {
  id: number
  name: string
  groups: string
  search: string
  sort_name: string
}

function peopleOf(database: Database) {
  const rows = database
    .prepare<PersonRow>(`select id, name, ${fieldColumns}, groups, search, sort_name from people`)
    .all()
  return rows.map((row) => {
    const groups = readJson(row.groups, Groups)
    const is = { search: row.search, sortName: row.sort_name }
    return {
      row,
      is,
      should: toSearchFields({ name: row.name, ...readFields(row), groups: groups ?? [] }),
      readable: groups !== undefined,
    }
  })
}

function entryPeopleOf(database: Database) {
  const rows = database
    .prepare<{ id: number; person_id: number; name: string; employee_number: string | null; search: string }>(
      'select id, person_id, name, employee_number, search from event_people',
    )
    .all()
  return rows.map((row) => ({ row, is: row.search, should: toEntrySearchText(row.name, row.employee_number) }))
}
