import type { LocalDate, Membership } from '../contract/attendance-rules.ts'
import { type Employment, everyDay } from '../contract/employment.ts'
import type { Instant, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Person } from '../contract/people.ts'
import { type PersonFields, pickFields } from '../contract/person-fields.ts'
import { foldText } from '../contract/search-text.ts'
import { tidyText } from '../contract/tidy-text.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import {
  type EmploymentColumn,
  readEmployments,
  type StateFilter,
  stateSql,
  toEmploymentColumn,
} from './employments.ts'
import { readGroups } from './groups.ts'
import { omitUndefined } from './omit-undefined.ts'
import { type FieldColumns, fieldAssignments, fieldColumns, fieldValues, readFields } from './person-columns.ts'
import { toSearchFields } from './search-fields.ts'
import { matchesWords, toSearchWords } from './search-words.ts'

/** Somebody new; a field that is left out is null. */
export interface PersonDraft extends Partial<PersonFields> {
  readonly name: string
  readonly groups: readonly string[]
  /** All days when left out. */
  readonly employments?: readonly Employment[]
}

/** A change of a person; undefined leaves a field as it is. */
export type PersonChange = { readonly [K in 'name' | 'employments' | keyof PersonFields]?: PersonDraft[K] | undefined }

export interface People {
  /** Adds a person, who is in the groups from the beginning. @throws AppError `employee-number-taken` */
  create(draft: PersonDraft): Person
  /** Adds a former person again, under the former id. @throws AppError `employee-number-taken` */
  restore(id: PersonId, draft: PersonDraft, createdAt: Instant): Person
  find(id: PersonId): Person | null
  /**
   * Whether name, number and employments are as Rollcall wrote them: nobody is let in or named by others. Reports them
   * otherwise.
   */
  isProved(id: PersonId): boolean
  /** @throws AppError `person-not-found` */
  get(id: PersonId): Person
  findByNumber(employeeNumber: string): Person | null
  /** Finds a number as people type it: case and wide digits do not matter when only one person fits. */
  findByTypedNumber(employeeNumber: string): Person | null
  /** Everybody with exactly this name, however accents and spaces are encoded; oldest first. */
  findByName(name: string): Person[]
  /** Finds a name as people type it: when nobody has exactly this one, case and width do not matter. */
  findByTypedName(name: string): Person[]
  /**
   * People in order of name. Every word of `query` occurs in name, number or a group; case and accents do not matter.
   */
  list(query: string, limit: number, filter?: StateFilter): { people: Person[]; total: number }
  /** @throws AppError `person-not-found`, `employee-number-taken` */
  update(id: PersonId, change: PersonChange): Person
  /** The person's memberships of groups, oldest first; the last one holds today. */
  listMemberships(id: PersonId): Membership[]
  /**
   * Sets the person's groups from a day on. Earlier days keep their groups; memberships that begin later are removed.
   * @param from null for all days
   * @throws AppError `person-not-found`
   */
  regroup(id: PersonId, groups: readonly string[], from: LocalDate | null): Person
  /**
   * Erases the person with all templates and photos. Names in entries are another matter: `Events.eraseNames`.
   * @throws AppError `person-not-found`
   */
  erase(id: PersonId): void
  /**
   * People whose templates are searched although they will have left on the day `next`, or not searched although they
   * had not left on the day `before`: who leaves in between, nobody knows without the zone and the shifts.
   */
  listLeaving(before: LocalDate, next: LocalDate): { readonly id: PersonId; readonly searched: boolean }[]
  /** Whether somebody has a last day, past or to come. @throws AppError `person-not-found` */
  hasLastDay(id: PersonId): boolean
  /** Whether the person's templates are searched. */
  setSearched(id: PersonId, searched: boolean): void
}

interface Row extends FieldColumns {
  id: number
  name: string
  groups: string
  employments: string | null
  created_at: number
  templates: number
  portrait: number | null
}

const columns = `
  people.id, people.name, ${fieldColumns}, people.groups, people.employments, people.created_at,
  (select count(*) from templates where person_id = people.id) as templates,
  (select templates.id from templates join photos on photos.template_id = templates.id
    where person_id = people.id order by quality desc, templates.id limit 1) as portrait`

export function openPeople(database: Database, damages: Damages, now: () => number): People {
  const byId = database.prepare<Row>(`select ${columns} from people where id = @id`)
  const byNumber = database.prepare<Row>(`select ${columns} from people where employee_number = @number`)
  const byNumberInAnyCase = database.prepare<Row>(
    `select ${columns} from people where employee_number = @number collate nocase limit 2`,
  )
  const bySortName = database.prepare<Row>(`select ${columns} from people where sort_name = @sortName order by id`)
  const found = matchesWords('people.search')
  const inState = `(@state is null or ${stateSql('@today')} = @state)`
  const list = database.prepare<Row>(
    `select ${columns} from people where ${found} and ${inState} order by sort_name, id limit @limit`,
  )
  const count = database.prepare<{ total: number }>(
    `select count(*) as total from people where ${found} and ${inState}`,
  )
  const insert = database.prepare(`
    insert into people (id, name, ${fieldColumns}, groups, employments, search, sort_name, created_at)
    values (@id, @name, ${fieldValues}, @groups, @employments, @search, @sortName, @createdAt)`)
  const update = database.prepare(`
    update people
    set name = @name, ${fieldAssignments}, groups = @groups, employments = @employments,
      search = @search, sort_name = @sortName
    where id = @id`)
  const membershipsOf = database.prepare<{ from_date: string; groups: string }>(
    'select from_date, groups from group_memberships where person_id = @id order by from_date',
  )
  const forgetMemberships = database.prepare(
    'delete from group_memberships where person_id = @id and from_date >= @from',
  )
  const addMembership = database.prepare(
    'insert into group_memberships (person_id, from_date, groups) values (@id, @from, @groups)',
  )
  const erase = database.prepare('delete from people where id = @id')
  const leaving = database.prepare<{ id: number; searched: number }>(`
    select id, searched from people
    where iif(searched, employments is not null and ${stateSql('@next')} = 'left', ${stateSql('@before')} <> 'left')`)
  const employmentsOf = database.prepare<EmploymentColumn>('select id, employments from people where id = @id')
  const setSearched = database.prepare('update people set searched = @searched where id = @id')

  function personOf(row: Row): Person {
    return {
      id: row.id as PersonId,
      name: row.name,
      ...readFields(row),
      groups: readGroups(row, damages),
      employments: [...readEmployments(row, damages)],
      createdAt: row.created_at as Instant,
      templates: row.templates,
      portrait: row.portrait as TemplateId | null,
    }
  }

  function find(id: PersonId): Person | null {
    const row = byId.get({ id })
    return row ? personOf(row) : null
  }

  function get(id: PersonId): Person {
    const person = find(id)
    if (person === null) throw personNotFoundError(id)
    return person
  }

  function byEmployeeNumber(number: string): Person | null {
    const row = byNumber.get({ number })
    return row ? personOf(row) : null
  }

  /** People whose name becomes the same text by `same`. */
  function findByName(name: string, same: (text: string) => string): Person[] {
    const wanted = same(tidyText(name))
    return bySortName
      .all({ sortName: foldText(tidyText(name)) })
      .map(personOf)
      .filter((person) => same(tidyText(person.name)) === wanted)
  }

  function refuseTakenNumber(number: string | null = null, own: PersonId | null) {
    const holder = number === null ? null : byEmployeeNumber(number)
    if (holder === null || holder.id === own) return
    const message = `Employee number ${number} belongs to ${holder.name}. Give another number, or none.`
    throw new AppError('employee-number-taken', message, { details: { employeeNumber: number, person: holder.id } })
  }

  /** @param id null for the next free id */
  const add = (id: PersonId | null, draft: PersonDraft, createdAt: number) =>
    database.transaction(() => {
      refuseTakenNumber(draft.employeeNumber, null)
      const added = insert.run({ ...toRow(draft), id, createdAt }).id as PersonId
      beginMembership(added, draft.groups, null)
      return get(added)
    })

  const memberships = (id: PersonId): Membership[] =>
    membershipsOf.all({ id }).map(({ from_date: from, groups }) => ({
      from: from === '' ? null : (from as LocalDate),
      groups: readGroups({ id, groups }, damages),
    }))

  function beginMembership(id: PersonId, groups: readonly string[], from: LocalDate | null): void {
    forgetMemberships.run({ id, from: from ?? '' })
    addMembership.run({ id, from: from ?? '', groups: JSON.stringify(groups) })
  }

  return {
    find,
    isProved(id) {
      const holds = database.proof.holds('people', id)
      if (!holds && find(id) !== null) damages.report({ kind: 'name', id, personId: id })
      return holds
    },
    get,
    findByNumber: byEmployeeNumber,
    findByTypedNumber(number) {
      const exact = byEmployeeNumber(number)
      if (exact !== null) return exact
      const [found, another] = byNumberInAnyCase.all({ number: number.normalize('NFKC') })
      return found === undefined || another !== undefined ? null : personOf(found)
    },
    findByName: (name) => findByName(name, (text) => text),
    findByTypedName(name) {
      const exact = findByName(name, (text) => text)
      return exact.length > 0 ? exact : findByName(name, (text) => text.normalize('NFKC').toLowerCase())
    },
    create: (draft) => add(null, draft, now()),
    restore: add,
    list: (query, limit, { state, today } = { state: null, today: '' as LocalDate }) =>
      database.snapshot(() => {
        const words = toSearchWords(query)
        const filter = { words, state, today }
        return { people: list.all({ ...filter, limit }).map(personOf), total: count.get(filter)!.total }
      }),
    update: (id, change) =>
      database.transaction(() => {
        const draft = { ...get(id), ...omitUndefined(change) }
        refuseTakenNumber(draft.employeeNumber, id)
        update.run({ ...toRow(draft), id })
        const { name, employeeNumber, employments } = change
        if (name !== undefined && employeeNumber !== undefined && employments !== undefined)
          database.proof.renew('people', id)
        return get(id)
      }),
    listMemberships: memberships,
    regroup: (id, groups, from) =>
      database.transaction(() => {
        const draft = { ...get(id), groups }
        beginMembership(id, groups, from)
        update.run({ ...toRow(draft), id })
        return get(id)
      }),
    erase(id) {
      if (erase.run({ id }).changes === 0) throw personNotFoundError(id)
    },
    listLeaving: (before, next) =>
      leaving.all({ before, next }).map(({ id, searched }) => ({ id: id as PersonId, searched: searched === 1 })),
    hasLastDay(id) {
      const row = employmentsOf.get({ id })
      if (row === undefined) throw personNotFoundError(id)
      return row.employments !== null && readEmployments(row, damages).at(-1)!.left !== null
    },
    setSearched: (id, searched) => void setSearched.run({ id, searched: searched ? 1 : 0 }),
  }
}

function toRow(draft: PersonDraft) {
  const { name, groups, employments = everyDay, ...fields } = draft
  return {
    name,
    ...pickFields(fields),
    groups: JSON.stringify(groups),
    employments: toEmploymentColumn(employments),
    ...toSearchFields({ name, groups, ...pickFields(fields) }),
  }
}

function personNotFoundError(id: PersonId): AppError {
  return new AppError(
    'person-not-found',
    'Nobody is enrolled under this id: the person may have been erased meanwhile.',
    { details: { id } },
  )
}
