import { z } from 'zod'
import { Membership } from '../../contract/attendance-rules.ts'
import { Employments } from '../../contract/employment.ts'
import { Instant, type PersonId, TemplateId } from '../../contract/entities.ts'
import { mapFields, pickFields } from '../../contract/person-fields.ts'
import { LogicalTime, type Uid } from '../../contract/shared-change.ts'
import type { Consents } from '../consents.ts'
import type { Database } from '../database.ts'
import type { Events } from '../events.ts'
import type { People } from '../people.ts'
import { readJson } from '../stored-json.ts'
import type { Templates } from '../templates.ts'
import { timeAt } from './clock.ts'
import { openFieldWritings, type Writing } from './field-writings.ts'
import { createHeldNumbers, type HeldNumbers, numberField } from './held-numbers.ts'
import type { Referents } from './referents.ts'
import { type Content, isVoid, readFields, refused, type SharedRows, type Touched, taken } from './shared-row.ts'
import type { Uids } from './uids.ts'

const Values = z.object({
  name: z.string().min(1),
  ...mapFields(() => z.string().nullable().default(null)),
  employments: Employments,
  guardianSigns: z.boolean(),
  groups: z.array(Membership).min(1),
})
type Values = z.infer<typeof Values>
type Field = keyof Values

const fields = Object.keys(Values.shape) as Field[]

/** What stations tell each other of a person: the fields, and who wrote each when. */
const SharedPerson = Values.extend({
  createdAt: Instant,
  /** The newest writing of each field, and the one that it replaced; a field without any is as it was at first. */
  times: z.record(z.string(), z.tuple([LogicalTime, LogicalTime.nullable()])),
})

/** A value of a field, as JSON, and who wrote it. */
interface Written extends Writing {
  readonly value: string
  /** Whether the writing was noted; what a person began with is not. */
  readonly isNoted: boolean
}

export interface SharedPeople extends SharedRows {
  readonly numbers: HeldNumbers
}

interface Tables {
  readonly people: People
  readonly templates: Pick<Templates, 'find' | 'erase'>
  readonly events: Pick<Events, 'eraseNames'>
  readonly consents: Pick<Consents, 'standingOf' | 'setGuardianSigns'>
  readonly uids: Uids
  readonly referents: Referents
  /** Erases somebody as anybody would. @returns photos of imports that are no longer needed */
  readonly erase: (id: PersonId) => readonly number[]
}

/** Of two writings that did not know of each other, one is lost. */
const isLost = (lost: Written, winner: Written) =>
  lost.isNoted && (winner.replaced ?? '') < lost.time && lost.value !== winner.value

const wins = (theirs: Written, mine: Written) =>
  theirs.time === mine.time ? theirs.value > mine.value : theirs.time > mine.time

/** People: of each field the last writer counts; what was written at the same time and did not last can be read. */
export function openSharedPeople(
  database: Database,
  { people, templates, events, consents, uids, referents, erase }: Tables,
): SharedPeople {
  const writings = openFieldWritings(database)
  const mergesOf = database.prepare<{ id: number; templates: string }>(
    'select id, templates from merges where gone_id = @gone',
  )
  const holder = database.prepare('select 1 from people where employee_number = @number')
  const forgetMerge = database.prepare('delete from merges where id = @id')
  const numbers = createHeldNumbers(
    people,
    (number) => holder.get({ number }) !== undefined,
    writings,
    (id) => first(people.get(id).createdAt, uids.of('person', id)!),
  )

  /** What a person begins with is written at a moment that is the same at every station. */
  function first(createdAt: number, uid: Uid): Writing {
    return { time: timeAt(createdAt, uid), replaced: null }
  }

  function valuesOf(id: PersonId): Values {
    const person = people.get(id)
    return {
      ...{ name: person.name, ...pickFields(person), employments: person.employments },
      guardianSigns: consents.standingOf(id).guardianSigns,
      groups: people.listMemberships(id),
    }
  }

  function write(id: PersonId, { groups, guardianSigns, ...change }: Partial<Values>): void {
    if (Object.keys(change).length > 0) people.update(id, change)
    if (guardianSigns !== undefined) consents.setGuardianSigns(id, guardianSigns)
    for (const membership of groups ?? []) people.regroup(id, membership.groups, membership.from)
  }

  function create(uid: Uid, { groups, guardianSigns, ...draft }: Values, createdAt: Instant): PersonId {
    const id = referents.idOf(uid)
    const [begin, ...later] = groups
    people.restore(id, { ...draft, employeeNumber: null, groups: begin!.groups }, createdAt)
    write(id, { groups: later, ...(guardianSigns && { guardianSigns }) })
    return id
  }

  /** Takes each field in that was written later. @returns those fields */
  function join(id: PersonId, told: ReadonlyMap<Field, Written>, begin: Writing): Field[] {
    const mine = valuesOf(id)
    const newest = writings.newestOf(id)
    return fields.filter((field) => {
      const noted = newest.get(field)
      const own = {
        ...(noted ?? begin),
        ...{ value: noted?.held ?? JSON.stringify(mine[field]), isNoted: noted !== undefined },
      }
      const theirs = told.get(field)!
      if (!wins(theirs, own)) {
        if (theirs.time < own.time && isLost(theirs, own)) writings.put(id, field, theirs, theirs.value)
        return false
      }
      if (isLost(own, theirs)) writings.put(id, field, own, own.value)
      else writings.drop(id, field, own.time)
      return true
    })
  }

  /** Erases what came from somebody who was merged into somebody else; that cannot be taken back then. */
  function eraseMerged(gone: PersonId, kept: PersonId, touched: Touched): void {
    for (const { id, templates: ids } of mergesOf.all({ gone })) {
      for (const each of readJson(ids, z.array(TemplateId)) ?? []) {
        if (templates.find(each)?.personId === kept) templates.erase(each)
      }
      forgetMerge.run({ id })
    }
    events.eraseNames([gone])
    touched.people.add(kept)
  }

  return {
    numbers,
    read(id) {
      const person = people.find(id as PersonId)
      const uid = uids.of('person', id)
      if (person === null || uid === null) return null
      const newest = [...writings.newestOf(person.id)]
      const held = newest.filter(([, writing]) => writing.held !== null)
      return {
        fields: {
          ...(valuesOf(person.id) as Content['fields']),
          ...Object.fromEntries(held.map(([field, writing]) => [field, JSON.parse(writing.held!) as string])),
          createdAt: person.createdAt,
          times: Object.fromEntries(newest.map(([field, { time, replaced }]) => [field, [time, replaced]])),
        },
        secret: null,
      }
    },
    take({ uid, fields: content }, touched) {
      const shared = readFields(SharedPerson, content)
      if (shared === null) return refused
      const at = referents.person(uid)
      if (at.kind === 'erased') return isVoid
      // Whoever was merged into somebody is not written to.
      if (at.kind === 'here' && uids.of('person', at.id) !== uid) return isVoid
      const { createdAt, times, ...values } = shared
      const begin = first(createdAt, uid)
      const told = new Map<Field, Written>(
        fields.map((field) => {
          const [time, replaced] = times[field] ?? [begin.time, null]
          return [field, { time, replaced, value: JSON.stringify(values[field]), isNoted: field in times }]
        }),
      )
      const id = at.kind === 'here' ? at.id : create(uid, values, createdAt)
      const number = people.get(id).employeeNumber
      const won = at.kind === 'here' ? join(id, told, begin) : fields
      for (const field of won) {
        const { isNoted, value, ...writing } = told.get(field)!
        const isHeld = field === numberField && value !== 'null'
        if (isNoted || isHeld) writings.put(id, field, writing, isHeld ? value : null)
      }
      if (at.kind === 'here')
        write(id, {
          ...Object.fromEntries(won.map((field) => [field, values[field]])),
          ...(won.includes(numberField) && { employeeNumber: null }),
        })
      if (won.includes(numberField))
        for (const each of [number, values.employeeNumber]) if (each !== null) numbers.settle(each)
      touched.people.add(id)
      return taken
    },
    remove(uid, touched) {
      const at = referents.person(uid)
      if (at.kind !== 'here') return
      if (uids.of('person', at.id) !== uid) return eraseMerged(uids.find('person', uid) as PersonId, at.id, touched)
      touched.photos.push(...erase(at.id))
      touched.people.add(at.id)
    },
  }
}
