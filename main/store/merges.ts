import type { Instant, Person, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { openBelongings } from './belongings.ts'
import type { Database } from './database.ts'
import { forgetMoved, type Moved, movedNothing, type PersonRules, readMoved, without } from './moved.ts'
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

/** Who came back by taking a merge back, and what the rules are still to give them. */
export interface Unmerged {
  readonly person: Person
  readonly keptId: PersonId
  readonly rules: PersonRules
}

export interface Merges {
  /**
   * Gives everything of `goneId` to `keptId` and removes the person: templates, entries, PIN, requests, disputes, guests,
   * photos of imports. Entries keep the name they were written under.
   * @param rules what the rules gave to `keptId`, to be remembered
   */
  merge(keptId: PersonId, goneId: PersonId, rules: PersonRules): Merge
  /** Newest first. */
  list(): Merge[]
  /** Whom a person was merged from, by merges that can still be taken back. */
  goneInto(keptId: PersonId): PersonId[]
  /**
   * Brings the person back under the same id, with what came from them and is still the kept person's; corrections made
   * since go with the entries that they correct. A merge of an earlier version gives a new id where the old one is unknown.
   * @throws AppError `invalid-input`, `employee-number-taken`
   */
  undo(id: number): Unmerged
}

interface Row {
  id: number
  kept_id: number
  gone_id: number | null
  name: string
  employee_number: string | null
  groups: string
  templates: string
  moved: string
  at: number
}

const columns = 'id, kept_id, gone_id, name, employee_number, groups, templates, moved, at'

export function openMerges(
  database: Database,
  people: People,
  moveTemplate: (id: TemplateId, to: PersonId) => void,
  now: () => number,
): Merges {
  const insert = database.prepare(`
    insert into merges (kept_id, gone_id, name, employee_number, groups, templates, at)
    values (@keptId, @goneId, @name, @number, @groups, @templates, @at)`)
  const keepMoved = database.prepare('update merges set moved = @moved where id = @id')
  const keepTemplates = database.prepare('update merges set templates = @templates where id = @id')
  const templatesOf = database.prepare<{ id: number }>('select id from templates where person_id = @id order by id')
  const stillOf = database.prepare('select 1 from templates where id = @id and person_id = @person')
  const byId = database.prepare<Row>(`select ${columns} from merges where id = @id`)
  const all = database.prepare<Row>(`select ${columns} from merges order by id desc`)
  const after = database.prepare<Row>(`select ${columns} from merges where id > @id order by id`)
  const gone = database.prepare<{ id: number }>(
    'select gone_id as id from merges where kept_id = @keptId and gone_id is not null',
  )
  const remove = database.prepare('delete from merges where id = @id')
  const belongings = openBelongings(database)

  /** Later merges took what came from this one; it is theirs no more. */
  function forgetIn(later: readonly Row[], moved: Moved, templates: readonly TemplateId[]): void {
    for (const row of later) {
      const others = without(mergeOf(row).templates, templates, (id) => id)
      keepTemplates.run({ id: row.id, templates: JSON.stringify(others) })
      keepMoved.run({ id: row.id, moved: JSON.stringify(forgetMoved(readMoved(row.moved), moved)) })
    }
  }

  function undo(row: Row): Unmerged {
    const { id, keptId, name, employeeNumber, templates } = mergeOf(row)
    const later = after.all({ id })
    const recorded = readMoved(row.moved)
    // The PIN went on into a later merge, and waits there.
    const waits = later.some(({ moved }) => {
      const { pin } = readMoved(moved)
      return pin !== null && !pin.inUse && pin.hash === recorded.pin?.hash
    })
    const moved = waits && recorded.pin ? { ...recorded, pin: { ...recorded.pin, inUse: false } } : recorded
    const draft = { name, employeeNumber, groups: JSON.parse(row.groups) as string[] }
    const person =
      row.gone_id === null
        ? people.create(draft)
        : people.restore(row.gone_id as PersonId, draft, (moved.createdAt ?? now()) as Instant)
    for (const template of templates) {
      if (stillOf.get({ id: template, person: keptId })) moveTemplate(template, person.id)
    }
    belongings.giveBack(id, person.id, keptId, moved)
    forgetIn(later, moved, templates)
    remove.run({ id })
    return { person: people.get(person.id), keptId, rules: moved }
  }

  return {
    merge: (keptId, goneId, { leaves, assignments }) =>
      database.transaction(() => {
        if (keptId === goneId) throw new AppError('invalid-input', 'A person cannot be merged with themselves.')
        people.get(keptId)
        const { name, employeeNumber: number, groups, createdAt } = people.get(goneId)
        const templates = templatesOf.all({ id: goneId }).map((template) => template.id as TemplateId)
        for (const template of templates) moveTemplate(template, keptId)
        const lists = { groups: JSON.stringify(groups), templates: JSON.stringify(templates) }
        const { id } = insert.run({ keptId, goneId, name, number, ...lists, at: now() })
        const moved: Moved = {
          ...movedNothing,
          ...belongings.give(id, goneId, keptId),
          ...{ createdAt, leaves, assignments },
        }
        keepMoved.run({ id, moved: JSON.stringify(moved) })
        people.erase(goneId)
        return mergeOf(byId.get({ id })!)
      }),
    list: () => all.all().map(mergeOf),
    goneInto: (keptId) => gone.all({ keptId }).map(({ id }) => id as PersonId),
    undo: (id) =>
      database.transaction(() => {
        const row = byId.get({ id })
        if (row !== undefined) return undo(row)
        throw new AppError('invalid-input', 'This merge was already taken back, or the person was erased.', {
          details: { merge: id },
        })
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
