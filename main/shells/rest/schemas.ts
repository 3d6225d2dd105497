import { z } from 'zod'
import { methods } from '../../contract/api.ts'
import { ConsentRecord, RecordedStatement } from '../../contract/consent.ts'
import { Refusal } from '../../contract/enrol.ts'
import { Candidate, Instant, PersonRef } from '../../contract/entities.ts'
import { errorCodes } from '../../contract/errors.ts'
import { AttendanceEvent } from '../../contract/events.ts'
import { Confirmation } from '../../contract/hours.ts'
import { Person, Template } from '../../contract/people.ts'
import { Quality } from '../../contract/quality.ts'
import { type Reason, reasons } from '../../contract/reasons.ts'
import {
  Interval,
  Presence,
  Session,
  Stamp,
  Timesheet,
  TimesheetDay,
  TimesheetTotals,
} from '../../contract/timesheets.ts'

/** Schemas of the local API that differ from those of methods, and the names of all of them in the OpenAPI document. */

const { people, total } = methods['people.list'].output.shape

export const PeoplePage = z.object({ people, total, next: z.number().int().nullable() })
export const PersonChange = methods['people.update'].input.omit({ id: true })

export const PersonWithConsent = methods['people.get'].output.extend({
  consent: methods['consent.get'].output.pick({ state: true, guardianSigns: true }),
})
/** A program hands no drawn signature over. */
export const SignedStatement = RecordedStatement.omit({ signature: true })

/** A failure as RFC 9457 describes it; `code` is stable, `detail` is a sentence for people. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  reason: z
    .enum(Object.keys(reasons) as Reason[])
    .optional()
    .describe('What exactly is refused, of some codes'),
  details: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('What a program may want to look at, for example by how much a photo missed'),
})
export type Problem = z.infer<typeof Problem>

const named = {
  Problem,
  Instant,
  PersonRef,
  Person,
  Template,
  Candidate,
  Quality,
  Refusal,
  Event: AttendanceEvent,
  Stamp,
  Session,
  Interval,
  Totals: TimesheetTotals,
  Day: TimesheetDay,
  Timesheet,
  Presence,
  PeoplePage,
  PersonDetails: PersonWithConsent,
  ConsentRecord,
  PersonConsent: methods['consent.get'].output,
  Withdrawal: methods['consent.withdraw'].output,
  PhotoAnswer: methods['enrol.photo'].output,
  EventsPage: methods['events.list'].output,
  EventHistory: methods['attendance.history'].output,
  Today: methods['attendance.today'].output,
  Confirmation,
  Confirmations: methods['hours.list'].output,
}

/** Bodies are described as they are sent, before defaults are filled in. */
const namedBodies = { NewPerson: methods['people.create'].input, PersonChange, SignedStatement }

const nameOf = new Map<z.ZodType, string>(
  [named, namedBodies].flatMap(Object.entries<z.ZodType>).map(([name, schema]) => [schema, name]),
)

const addressOf = (name: string) => `#/components/schemas/${name}`

/** All named schemas as JSON Schema; where one holds another, it refers to it. */
export function schemaComponents(): Record<string, unknown> {
  return { ...toJsonSchemas(named, 'output'), ...toJsonSchemas(namedBodies, 'input') }
}

/** How the document refers to a schema. @throws TypeError for one without a name: clients are made from these names */
export function referenceTo(schema: z.ZodType): { readonly $ref: string } {
  const name = nameOf.get(schema)
  if (name === undefined) throw new TypeError('Every body and answer needs a name in rest/schemas.ts.')
  return { $ref: addressOf(name) }
}

function toJsonSchemas(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, unknown> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const found = z.toJSONSchema(registry, { io, uri: addressOf }).schemas
  return Object.fromEntries(Object.entries(found).map(([name, { $schema, $id, ...schema }]) => [name, schema]))
}
