import { z } from 'zod'
import { everyDay } from '../contract/employment.ts'
import { type Instant, type PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Merge, Person } from '../contract/people.ts'
import { pickFields } from '../contract/person-fields.ts'
import { openBelongings } from './belongings.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { Groups } from './groups.ts'
import { mergeEmployments, unmergeEmployments } from './merged-employments.ts'
import { forgetMoved, type Moved, movedNothing, type PersonRules, readMoved, subtract } from './moved.ts'
import type { People } from './people.ts'
import { type FieldColumns, fieldColumns, fieldValues, readFields } from './person-columns.ts'
import type { PinSeal } from './pin-seal.ts'
import { readJson } from './stored-json.ts'

/** The person restored by undoing a merge, and the rules that must be given back to them. */
export interface Unmerged {
  readonly person: Person
  readonly keptId: PersonId
  readonly rules: PersonRules
}

export interface Merges {
  /**
   * Moves everything of `goneId` to `keptId` and removes the person: templates, entries, PIN, requests, disputes,
   * guests, photos of imports. Entries keep the name they were written under.
   * @param rules the leaves and assignments that moved, to be given back when the merge is undone
   */
  merge(keptId: PersonId, goneId: PersonId, rules: PersonRules): Merge
  /** Newest first, without damaged ones. */
  list(): Merge[]
  /** The people who were merged into this person by merges that can still be undone, and when they were created. */
  listMergedInto(keptId: PersonId): { readonly id: PersonId; readonly createdAt: number | null }[]
  /**
   * Restores the person under the same id, with everything that came from them and still belongs to the kept person;
   * later corrections move with their entries. After a merge of an earlier version, whose id is unknown, the id is new.
   * @param photos more templates of the kept person that move too
   * @throws AppError `merge-undone`, `employee-number-taken`, `database-damaged`
   */
  undo(id: number, photos?: readonly TemplateId[]): Unmerged
}

interface Row extends FieldColumns {
  id: number
  kept_id: number
  gone_id: number | null
  name: string
  groups: string
  templates: string
  moved: string
  at: number
}

const Templates = z.array(TemplateId)

interface Remembered {
  readonly templates: TemplateId[]
  readonly groups: string[]
  readonly moved: Moved
}

const columns = `id, kept_id, gone_id, name, ${fieldColumns}, groups, templates, moved, at`

export function openMerges(
  database: Database,
  damages: Damages,
  {
    people,
    moveTemplate,
    pinSeal,
    now,
  }: {
    readonly people: People
    readonly moveTemplate: (id: TemplateId, to: PersonId) => void
    readonly pinSeal: PinSeal
    readonly now: () => number
  },
): Merges {
  const insert = database.prepare(`
    insert into merges (kept_id, gone_id, name, ${fieldColumns}, groups, templates, at)
    values (@keptId, @goneId, @name, ${fieldValues}, @groups, @templates, @at)`)
  const keepMoved = database.prepare('update merges set moved = @moved where id = @id')
  const keepTemplates = database.prepare('update merges set templates = @templates where id = @id')
  const templatesOf = database.prepare<{ id: number }>('select id from templates where person_id = @id order by id')
  const stillOf = database.prepare('select 1 from templates where id = @id and person_id = @person')
  const byId = database.prepare<Row>(`select ${columns} from merges where id = @id`)
  const all = database.prepare<Row>(`select ${columns} from merges order by id desc`)
  const after = database.prepare<Row>(`select ${columns} from merges where id > @id order by id`)
  const gone = database.prepare<{ id: number; moved: string }>(
    'select gone_id as id, moved from merges where kept_id = @keptId and gone_id is not null',
  )
  const remove = database.prepare('delete from merges where id = @id')
  const belongings = openBelongings(database, pinSeal)

  /** Reads what a merge moved; null when it is damaged. */
  function read(row: Row): Remembered | null {
    const templates = readJson(row.templates, Templates)
    const groups = readJson(row.groups, Groups)
    const moved = readMoved(row.moved)
    const holds = database.proof.holds('merges', row.id)
    if (holds && templates !== undefined && groups !== undefined && moved !== undefined)
      return { templates, groups, moved }
    damages.report({ kind: 'merge', id: row.id, personId: row.kept_id as PersonId })
    return null
  }

  /** Removes what is moved back from the records of later merges. */
  function forgetIn(later: readonly Row[], moved: Moved, templates: readonly TemplateId[]): void {
    for (const row of later) {
      const its = read(row)
      if (its === null) continue
      const others = subtract(its.templates, templates, (id) => id)
      keepTemplates.run({ id: row.id, templates: JSON.stringify(others) })
      keepMoved.run({ id: row.id, moved: JSON.stringify(forgetMoved(its.moved, moved)) })
    }
  }

  function undo(row: Row, photos: readonly TemplateId[]): Unmerged {
    const remembered = read(row)
    if (remembered === null) {
      const message = 'What this merge moved is damaged, so it cannot be taken back. Restore a backup.'
      throw new AppError('database-damaged', message, { details: { merge: row.id } })
    }
    const { templates, groups, moved: recorded } = remembered
    const { id, keptId, name, ...merge } = mergeOf(row, templates)
    const later = after.all({ id })
    // A later merge moved the PIN on and keeps it.
    const waits = later.some((each) => {
      const pin = read(each)?.moved.pin ?? null
      return pin !== null && !pin.inUse && pin.hash === recorded.pin?.hash
    })
    const moved = waits && recorded.pin ? { ...recorded, pin: { ...recorded.pin, inUse: false } } : recorded
    const employments = recorded.employments?.own ?? everyDay
    const draft = { name, ...pickFields(merge), groups, employments }
    const person =
      row.gone_id === null
        ? people.create(draft)
        : people.restore(row.gone_id as PersonId, draft, (moved.createdAt ?? now()) as Instant)
    for (const { from, groups } of moved.memberships) people.regroup(person.id, groups, from)
    for (const template of [...templates, ...photos]) {
      if (stillOf.get({ id: template, person: keptId })) moveTemplate(template, person.id)
    }
    belongings.transferBack(id, person.id, keptId, moved)
    forgetIn(later, moved, templates)
    takeOutEmployments(keptId, recorded, after.all({ id }))
    remove.run({ id })
    return { person: people.get(person.id), keptId, rules: moved }
  }

  /** Takes the days of the person who returns from the kept person, unless somebody has changed those since. */
  function takeOutEmployments(keptId: PersonId, { employments }: Moved, later: readonly Row[]): void {
    if (employments === null) return
    const since = later.flatMap((row) => {
      const its = row.kept_id === keptId ? (read(row)?.moved ?? null) : null
      return its?.employments ? [{ id: row.id, moved: its, employments: its.employments }] : []
    })
    const kept = people.get(keptId)
    const without = unmergeEmployments(
      employments,
      since.map((each) => each.employments),
      kept.employments,
    )
    if (without === null) return
    people.update(keptId, { employments: without.now })
    for (const [place, { id, moved }] of since.entries()) {
      keepMoved.run({ id, moved: JSON.stringify({ ...moved, employments: without.later[place] }) })
    }
  }

  return {
    merge: (keptId, goneId, { leaves, assignments }) =>
      database.transaction(() => {
        if (keptId === goneId) throw new AppError('merge-with-self', 'A person cannot be merged with themselves.')
        const kept = people.get(keptId)
        const person = people.get(goneId)
        const { name, groups, createdAt } = person
        const templates = templatesOf.all({ id: goneId }).map((template) => template.id as TemplateId)
        for (const template of templates) moveTemplate(template, keptId)
        const lists = { groups: JSON.stringify(groups), templates: JSON.stringify(templates) }
        const { id } = insert.run({ keptId, goneId, name, ...pickFields(person), ...lists, at: now() })
        const moved: Moved = {
          ...movedNothing,
          ...belongings.transfer(id, goneId, keptId),
          ...{ createdAt, memberships: people.listMemberships(goneId), leaves, assignments },
          employments: mergeEmployments(kept.employments, person.employments),
        }
        keepMoved.run({ id, moved: JSON.stringify(moved) })
        people.erase(goneId)
        people.update(keptId, { employments: moved.employments!.after })
        return mergeOf(byId.get({ id })!, templates)
      }),
    list: () =>
      all.all().flatMap((row) => {
        const remembered = read(row)
        return remembered === null ? [] : [mergeOf(row, remembered.templates)]
      }),
    listMergedInto: (keptId) =>
      gone.all({ keptId }).map(({ id, moved }) => ({
        id: id as PersonId,
        createdAt: readMoved(moved)?.createdAt ?? null,
      })),
    undo: (id, photos = []) =>
      database.transaction(() => {
        const row = byId.get({ id })
        if (row !== undefined) return undo(row, photos)
        throw new AppError('merge-undone', 'This merge has already been undone, or the person was erased.', {
          details: { merge: id },
        })
      }),
  }
}

function mergeOf(row: Row, templates: TemplateId[]): Merge {
  return {
    id: row.id,
    keptId: row.kept_id as PersonId,
    name: row.name,
    ...readFields(row),
    templates,
    at: row.at as Instant,
  }
}
