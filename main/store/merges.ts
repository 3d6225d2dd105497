import type { Instant, Person, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Database } from './database.ts'
import type { People } from './people.ts'

/** A merge that can be taken back. */
export interface Merge {
  readonly id: number
  readonly keptId: PersonId
  /** Of the person who was merged into the other. */
  readonly name: string
  readonly employeeNumber: string | null
  readonly templates: TemplateId[]
  readonly at: Instant
}

export interface Merges {
  /**
   * Gives all templates of `goneId` to `keptId` and removes the person. Events keep the name they were written under.
   */
  merge(keptId: PersonId, goneId: PersonId): Merge
  /** Newest first. */
  list(): Merge[]
  /** Brings the person back, with those of their templates that still exist. @throws AppError `invalid-input`, `employee-number-taken` */
  undo(id: number): Person
}

interface Row {
  id: number
  kept_id: number
  name: string
  employee_number: string | null
  groups: string
  templates: string
  at: number
}

const columns = 'id, kept_id, name, employee_number, groups, templates, at'

export function openMerges(
  database: Database,
  people: People,
  moveTemplate: (id: TemplateId, to: PersonId) => void,
  now: () => number,
): Merges {
  const insert = database.prepare(`
    insert into merges (kept_id, name, employee_number, groups, templates, at)
    values (@keptId, @name, @number, @groups, @templates, @at)`)
  const follow = database.prepare('update merges set kept_id = @keptId where kept_id = @goneId')
  const templatesOf = database.prepare<{ id: number }>('select id from templates where person_id = @id order by id')
  const stillOf = database.prepare('select 1 from templates where id = @id and person_id = @person')
  const byId = database.prepare<Row>(`select ${columns} from merges where id = @id`)
  const all = database.prepare<Row>(`select ${columns} from merges order by id desc`)
  const remove = database.prepare('delete from merges where id = @id')

  return {
    merge: (keptId, goneId) =>
      database.transaction(() => {
        if (keptId === goneId) throw new AppError('invalid-input', 'A person cannot be merged with themselves.')
        people.get(keptId)
        const gone = people.get(goneId)
        const templates = templatesOf.all({ id: goneId }).map(({ id }) => id as TemplateId)
        for (const template of templates) moveTemplate(template, keptId)
        const { id } = insert.run({
          keptId,
          name: gone.name,
          number: gone.employeeNumber,
          groups: JSON.stringify(gone.groups),
          templates: JSON.stringify(templates),
          at: now(),
        })
        follow.run({ keptId, goneId })
        people.erase(goneId)
        return mergeOf(byId.get({ id })!)
      }),
    list: () => all.all().map(mergeOf),
    undo: (id) =>
      database.transaction(() => {
        const row = byId.get({ id })
        if (row === undefined) {
          throw new AppError('invalid-input', 'This merge was already taken back, or the person was erased.', {
            details: { merge: id },
          })
        }
        const { keptId, name, employeeNumber, templates } = mergeOf(row)
        const person = people.create({ name, employeeNumber, groups: JSON.parse(row.groups) as string[] })
        for (const template of templates) {
          if (stillOf.get({ id: template, person: keptId })) moveTemplate(template, person.id)
        }
        remove.run({ id })
        return people.get(person.id)
      }),
  }
}

function mergeOf(row: Row): Merge {
  return {
    id: row.id,
    keptId: row.kept_id as PersonId,
    name: row.name,
    employeeNumber: row.employee_number,
    templates: JSON.parse(row.templates) as TemplateId[],
    at: row.at as Instant,
  }
}
