import type { Instant, Person, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { tidyText } from '../contract/tidy-text.ts'
import type { Database } from './database.ts'
import { fold, foldedWords, matchesWords } from './fold.ts'
import { given } from './given.ts'

export interface PersonDraft {
  readonly name: string
  readonly employeeNumber: string | null
  readonly groups: readonly string[]
}

/** Undefined leaves a field as it is. */
export type PersonChange = { readonly [K in keyof PersonDraft]?: PersonDraft[K] | undefined }

export interface People {
  /** @throws AppError `employee-number-taken` */
  create(draft: PersonDraft): Person
  /** Somebody who was here before, under the id of then. @throws AppError `employee-number-taken` */
  restore(id: PersonId, draft: PersonDraft, createdAt: Instant): Person
  find(id: PersonId): Person | null
  /** @throws AppError `person-not-found` */
  get(id: PersonId): Person
  byEmployeeNumber(employeeNumber: string): Person | null
  /** The same for a number as people type it: letters of the other case and wide digits are forgiven where they leave no doubt. */
  byTypedNumber(employeeNumber: string): Person | null
  /** Everybody of exactly this name, however its accents and blanks are encoded, oldest first. */
  byName(name: string): Person[]
  /** The same for a name as people type it: where nobody has exactly this one, case and width are forgiven. */
  byTypedName(name: string): Person[]
  /** In order of name; every word of `query` occurs in name, number or a group, without regard to case and accents. */
  list(query: string, limit: number): { people: Person[]; total: number }
  /** @throws AppError `person-not-found`, `employee-number-taken` */
  update(id: PersonId, change: PersonChange): Person
  /** Erases the person with all templates and photos; events keep the name they were written under. @throws AppError `person-not-found` */
  erase(id: PersonId): void
}

interface Row {
  id: number
  name: string
  employee_number: string | null
  groups: string
  created_at: number
  templates: number
  portrait: number | null
}

const columns = `
  people.id, people.name, people.employee_number, people.groups, people.created_at,
  (select count(*) from templates where person_id = people.id) as templates,
  (select templates.id from templates join photos on photos.template_id = templates.id
    where person_id = people.id order by quality desc, templates.id limit 1) as portrait`

export function openPeople(database: Database, now: () => number): People {
  const byId = database.prepare<Row>(`select ${columns} from people where id = @id`)
  const byNumber = database.prepare<Row>(`select ${columns} from people where employee_number = @number`)
  const byNumberInAnyCase = database.prepare<Row>(
    `select ${columns} from people where employee_number = @number collate nocase limit 2`,
  )
  const bySortName = database.prepare<Row>(`select ${columns} from people where sort_name = @sortName order by id`)
  const found = matchesWords('people.search')
  const list = database.prepare<Row>(`select ${columns} from people where ${found} order by sort_name, id limit @limit`)
  const count = database.prepare<{ total: number }>(`select count(*) as total from people where ${found}`)
  const insert = database.prepare(`
    insert into people (id, name, employee_number, groups, search, sort_name, created_at)
    values (@id, @name, @number, @groups, @search, @sortName, @createdAt)`)
  const update = database.prepare(`
    update people set name = @name, employee_number = @number, groups = @groups, search = @search, sort_name = @sortName
    where id = @id`)
  const erase = database.prepare('delete from people where id = @id')

  function find(id: PersonId): Person | null {
    const row = byId.get({ id })
    return row ? personOf(row) : null
  }

  function get(id: PersonId): Person {
    const person = find(id)
    if (person === null) throw notFound(id)
    return person
  }

  function byEmployeeNumber(number: string): Person | null {
    const row = byNumber.get({ number })
    return row ? personOf(row) : null
  }

  /** Whoever has a name that becomes the same text. */
  function named(name: string, same: (text: string) => string): Person[] {
    const wanted = same(tidyText(name))
    return bySortName
      .all({ sortName: fold(tidyText(name)) })
      .map(personOf)
      .filter((person) => same(tidyText(person.name)) === wanted)
  }

  function refuseTakenNumber(number: string | null, own: PersonId | null) {
    const holder = number === null ? null : byEmployeeNumber(number)
    if (holder === null || holder.id === own) return
    const message = `Employee number ${number} belongs to ${holder.name}. Give another number, or none.`
    throw new AppError('employee-number-taken', message, { details: { employeeNumber: number, person: holder.id } })
  }

  /** @param id null for the next one */
  const add = (id: PersonId | null, draft: PersonDraft, createdAt: number) =>
    database.transaction(() => {
      refuseTakenNumber(draft.employeeNumber, null)
      return get(insert.run({ ...stored(draft), id, createdAt }).id as PersonId)
    })

  return {
    find,
    get,
    byEmployeeNumber,
    byTypedNumber(number) {
      const exact = byEmployeeNumber(number)
      if (exact !== null) return exact
      const [found, another] = byNumberInAnyCase.all({ number: number.normalize('NFKC') })
      return found === undefined || another !== undefined ? null : personOf(found)
    },
    byName: (name) => named(name, (text) => text),
    byTypedName(name) {
      const exact = named(name, (text) => text)
      return exact.length > 0 ? exact : named(name, (text) => text.normalize('NFKC').toLowerCase())
    },
    create: (draft) => add(null, draft, now()),
    restore: add,
    list: (query, limit) =>
      database.transaction(() => {
        const words = foldedWords(query)
        return { people: list.all({ words, limit }).map(personOf), total: count.get({ words })!.total }
      }),
    update: (id, change) =>
      database.transaction(() => {
        const draft = { ...get(id), ...given(change) }
        refuseTakenNumber(draft.employeeNumber, id)
        update.run({ ...stored(draft), id })
        return get(id)
      }),
    erase(id) {
      if (erase.run({ id }).changes === 0) throw notFound(id)
    },
  }
}

function stored({ name, employeeNumber, groups }: PersonDraft) {
  const search = fold([name, employeeNumber ?? '', ...groups].join('\n'))
  return { name, number: employeeNumber, groups: JSON.stringify(groups), search, sortName: fold(name) }
}

function personOf(row: Row): Person {
  return {
    id: row.id as PersonId,
    name: row.name,
    employeeNumber: row.employee_number,
    groups: JSON.parse(row.groups) as string[],
    createdAt: row.created_at as Instant,
    templates: row.templates,
    portrait: row.portrait as TemplateId | null,
  }
}

function notFound(id: PersonId): AppError {
  return new AppError(
    'person-not-found',
    'Nobody is enrolled under this id: the person may have been erased meanwhile.',
    { details: { id } },
  )
}
