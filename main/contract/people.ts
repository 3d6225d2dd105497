import { z } from 'zod'
import { LocalDate, Membership } from './attendance-rules.ts'
import { ConsentLanguage } from './consent.ts'
import { Employment, EmploymentState, Employments } from './employment.ts'
import { Bytes, Candidate, Instant, ModelId, PersonId, PersonRef, TemplateId } from './entities.ts'
import { exportOutcome } from './events.ts'
import { maxGroupLength, maxGroups, maxNameLength } from './limits.ts'
import { method } from './method.ts'
import { mapFields, personFields } from './person-fields.ts'
import { Remains } from './remains.ts'
import { tidyTextUpTo } from './tidy-text.ts'

export const Person = PersonRef.extend({
  ...mapFields(() => z.string().nullable()),
  groups: z.array(z.string()),
  /** Oldest first; several where somebody was hired again. */
  employments: z.array(Employment),
  createdAt: Instant,
  templates: z.number().int(),
  /** The template whose photo represents the person in lists. */
  portrait: TemplateId.nullable(),
})
export type Person = z.infer<typeof Person>

export const TemplateSource = z.enum(['camera', 'photo', 'import'])
export type TemplateSource = z.infer<typeof TemplateSource>

export const Template = z.object({
  id: TemplateId,
  personId: PersonId,
  model: ModelId,
  /** 0 (useless) to 100 (as good as a passport photo). */
  quality: z.number(),
  source: TemplateSource,
  createdAt: Instant,
  hasPhoto: z.boolean(),
})
export type Template = z.infer<typeof Template>

const name = tidyTextUpTo(maxNameLength)
const groups = z.array(tidyTextUpTo(maxGroupLength)).max(maxGroups)
const fields = mapFields((field) => tidyTextUpTo(personFields[field].maxLength).nullable())

/** What is entered about a new person. */
export const PersonDetails = z.object({
  name,
  ...mapFields((field) => fields[field].default(null)),
  groups: groups.default([]),
  /** From today on when left out, by the office's zone. */
  employments: Employments.optional(),
})
export type PersonDetails = z.infer<typeof PersonDetails>

const erased = z.object({ remains: Remains })

/** One person was merged into another, as long as that can be undone. */
export const Merge = z.object({
  id: z.number().int(),
  keptId: PersonId,
  /** Of the person who was merged into the other. */
  name: z.string(),
  ...mapFields(() => z.string().nullable()),
  templates: z.array(TemplateId),
  at: Instant,
})
export type Merge = z.infer<typeof Merge>

export const peopleMethods = {
  /**
   * Lists people in order of name; `query` matches any part of name, number or group, without regard to case or
   * accents. `state` is that of today, which is the date in the office's zone.
   */
  'people.list': method(
    z.object({
      query: z.string().max(200).default(''),
      limit: z.number().int().min(1).max(100_000).default(100_000),
      state: EmploymentState.nullable().default(null),
    }),
    z.object({
      people: z.array(Person),
      total: z.number().int(),
      today: LocalDate,
    }),
  ),
  /**
   * Finds everybody whom a typed text can mean: the holder of that employee number or of that whole name, in any case;
   * `#7` is also the person of id 7. Nobody, or several people, are expected answers.
   */
  'people.find': method(z.object({ who: z.string().max(maxNameLength) }), z.object({ people: z.array(Person) })),
  /** Returns a person. `memberships`: their groups over time, oldest first. */
  'people.get': method(
    z.object({ id: PersonId }),
    z.object({ person: Person, templates: z.array(Template), memberships: z.array(Membership) }),
  ),
  'people.create': method(PersonDetails, Person),
  /**
   * Changes a person. `groups` apply from `groupsFrom` on: from today when left out, on all days when null, never from
   * a future day. Earlier days keep the schedule of the groups at that time. `employments` replaces them all; nothing
   * is expected of a person on other days, and nobody is recognised after the last one.
   */
  'people.update': method(
    z.object({
      id: PersonId,
      name: name.optional(),
      ...mapFields((field) => fields[field].optional()),
      groups: groups.optional(),
      groupsFrom: LocalDate.nullable().optional(),
      employments: Employments.optional(),
    }),
    Person,
  ),
  /**
   * Erases the person, the templates and the photos for good, from the database, its log and the saved index, before it
   * answers; also requests for corrections, leaves, assignments and the name as a host of guests. Events stay, under
   * the name they were written with.
   */
  'people.erase': method(z.object({ id: PersonId }), erased),
  /**
   * Merges two entries of one person: everything of `gone` goes to `kept`, and `gone` is no more. That is templates,
   * entries with their hours, PIN (unless `kept` has one), requests, disputes, guests, leaves and assignments. Entries
   * keep the name they were written with.
   */
  'people.merge': method(z.object({ kept: PersonId, gone: PersonId }), Merge),
  /** Lists merges that can still be undone, newest first. */
  'people.merges': method(z.object({}), z.object({ merges: z.array(Merge) })),
  /**
   * Undoes a merge: the person returns under the same id, with what came from them and still belongs to the kept
   * person, and with corrections of their entries made since. What was entered for the kept person stays there, except
   * photos added since that look like the person who returns and not like the kept one: `photosSince` says what becomes
   * of them, and `ask` undoes nothing but lists them, where there are some.
   * @throws `merge-undone` when it was undone before, `employee-number-taken`
   */
  'people.unmerge': method(
    z.object({ merge: z.number().int(), photosSince: z.enum(['ask', 'move', 'leave']).default('ask') }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('unmerged'), person: Person }),
      z.object({ kind: z.literal('asked'), photos: z.array(TemplateId) }),
    ]),
  ),
  /**
   * Writes everything that is held about a person into one ZIP for them, in their language, into the exports folder, as
   * `events.export` does (docs/rights.md). `rows` counts what the file `data.json` in it has.
   */
  'people.exportData': method(
    z.object({
      id: PersonId,
      language: ConsentLanguage,
      task: z.string().min(1).max(64).default('people.exportData'),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({ rows: z.number().int() }),
  ),
  /** Lists other people who are more similar to this one than the threshold, by their closest photos, best first. */
  'people.lookAlikes': method(z.object({ id: PersonId }), z.object({ candidates: z.array(Candidate) })),
  /**
   * Measures how similar two people are by their two closest photos; null while either has none. `alike` is false where
   * they are too different for one person. For use before merging.
   */
  'people.similarity': method(
    z.object({ first: PersonId, second: PersonId }),
    z.object({ similarity: z.number().nullable(), alike: z.boolean() }),
  ),
  'people.eraseTemplate': method(z.object({ id: TemplateId }), erased),
  /** Returns the aligned photo of a template as JPEG; null when none was kept. */
  'people.photo': method(z.object({ template: TemplateId }), z.object({ photo: Bytes.nullable() })),
}
