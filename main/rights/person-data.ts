import { z } from 'zod'
import { LocalDate } from '../contract/attendance-rules.ts'
import { auditActions } from '../contract/audit.ts'
import { Via } from '../contract/caller.ts'
import { Alternative, ConsentKind, ConsentLanguage } from '../contract/consent.ts'
import { Employment } from '../contract/employment.ts'
import { AttendanceEvent } from '../contract/events.ts'
import { ImportPhotoState } from '../contract/imports.ts'
import { TemplateSource } from '../contract/people.ts'
import { CorrectionDraft, CorrectionRequest, totalKeys } from '../contract/timesheets.ts'

const id = z.number().int()
const text = z.string()
const time = z.iso.datetime().describe('UTC')
const maybe = <T extends z.ZodType>(type: T) => type.nullable()
const person = maybe(id).describe('Null for somebody else, whose number is not told.')
const list = <T extends z.ZodRawShape>(about: string, shape: T) => z.array(z.object(shape)).describe(about)
const employments = maybe(z.array(Employment)).describe('Null: all days.')
/** As the office wrote it, in whichever version. */
const rule = z.looseObject({ from: maybe(text).optional(), to: maybe(text).optional(), name: text.optional() })
const candidates = z.array(z.object({ personId: id, similarity: z.number() }))

const figures = [...totalKeys, 'needsCheck'].join(', ')
const { kind, direction, method, action } = AttendanceEvent.shape

/** What is held about one person, section by section: the file `data.json` of an export. */
export const PersonData = z.object({
  format: z.literal('rollcall-person'),
  version: z.literal(1),
  made: time,
  person: list('Who it is.', {
    ...{ id, name: text, employeeNumber: maybe(text), groups: maybe(z.array(text)), employments },
    isSearched: z.boolean().describe('Whether faces are compared with the templates.'),
    guardianSigns: z.boolean(),
    createdAt: time,
  }),
  groups: list('Groups over time; each row holds until the next.', {
    ...{ personId: id, from: maybe(text).describe('A date; null for the beginning.'), groups: maybe(z.array(text)) },
  }),
  writings: list('Who wrote which detail when, where several stations share them.', {
    ...{ personId: id, field: text, at: time },
    value: z.json().describe('What was written at the same time as something else, and did not last; null otherwise.'),
  }),
  pin: list('That there is a PIN. The PIN itself is not known to Rollcall.', { personId: id, setAt: maybe(time) }),
  pinAttempts: list('Wrong PINs since the last right one.', {
    ...{ who: text, failures: id, lastAt: maybe(time), lockedUntil: maybe(time) },
  }),
  consents: list('Statements on the use of the face. Signatures are in the folder consents.', {
    ...{ id, personId: id, kind: ConsentKind, at: time, textVersion: maybe(id), language: maybe(ConsentLanguage) },
    textHash: maybe(text).describe('The text that was read, among consentTexts.'),
    ...{ name: text, guardian: maybe(text), witness: text, place: text, paper: maybe(text), alternative: Alternative },
    hasSignature: z.boolean(),
  }),
  consentTexts: list('Texts that were read before those statements.', { hash: text, title: text, body: text }),
  consentCodes: list('That a code was given out to sign with.', { personId: id, until: time, witness: text }),
  templates: list('Descriptions of the face; the numbers of each are in the folder templates.', {
    ...{ id, personId: id, model: text, quality: z.number(), source: TemplateSource, createdAt: time },
  }),
  embeddings: list('The same by another model, which is to take over or decided before.', {
    ...{ templateId: id, personId: id, model: text },
  }),
  looks: list('Looks at the kiosk that this person would keep; those that wait are in the folder looks.', {
    ...{ id, personId: id, askedAt: time, kiosk: text, until: maybe(time).describe('When it is destroyed.') },
    state: z.enum(['asked', 'declined', 'waiting', 'accepted', 'refused', 'destroyed']),
    ...{ model: maybe(text), quality: maybe(z.number()), similarity: maybe(z.number()) },
    purpose: z.enum(['second', 'models']).describe('A second look, or one that other models can read.'),
    namedBy: z.enum(['face', 'pin']).describe('How the kiosk knew whose face it is.'),
  }),
  photos: list('Photos that templates were made from; they are in the folder photos.', { templateId: id }),
  templateChanges: list('When templates entered the index that is searched.', {
    ...{ revision: id, templateId: id, model: text, change: z.enum(['add', 'remove']) },
  }),
  names: list('Names that entries were written under.', {
    ...{ id, personId: person, name: text, employeeNumber: maybe(text) },
  }),
  entries: list('Times of coming and going, and their corrections.', {
    ...{ id, kind, personId: person, nameId: id.describe('The name, among names.'), direction, at: maybe(time) },
    ...{ zone: text, recordedAt: maybe(time), method, kiosk: text, track: maybe(z.number()) },
    similarity: maybe(z.number()).describe('How alike the face was, -1 to 1.'),
    runnerUpSimilarity: maybe(z.number()).describe('How alike it was to the next person, who is not named.'),
    ...{ threshold: maybe(z.number()), thresholdVersion: maybe(id), model: maybe(text), metric: maybe(id) },
    ...{ liveness: maybe(z.number()), quality: maybe(z.number()), clockMoved: z.boolean() },
    ...{ corrects: maybe(id), action, actor: maybe(text), reason: maybe(text) },
    livenessModels: maybe(AttendanceEvent.shape.livenessModels.unwrap()).describe(
      'What each model said of liveness, where several were asked, 0 to 1.',
    ),
  }),
  entryChains: list('Which entries and corrections belong together.', {
    ...{ entryId: id, firstId: id, personId: id, at: maybe(time) },
  }),
  runnerUp: list('Entries of somebody else, whose face was most like this person’s after their own.', {
    ...{ id, at: maybe(time), zone: text, kiosk: text, runnerUpName: maybe(text) },
    runnerUpSimilarity: maybe(z.number()),
  }),
  requests: list('Corrections that were asked for.', {
    ...{ id, personId: id, draft: maybe(CorrectionDraft), requestedAt: time, requestedBy: text },
    ...{ state: maybe(CorrectionRequest.shape.state), isWaiting: z.boolean() },
  }),
  disputes: list('Entries of which somebody said that they were not that person.', {
    ...{ id, entryId: id, personId: person, rivalId: person, similarity: z.number(), at: time },
    verdict: z.enum(['open', 'upheld', 'dismissed']),
  }),
  guests: list('Guests of this person.', {
    ...{ id, name: text, company: text, hostId: id, hostName: text, kiosk: text, arrivedAt: time },
    leftAt: maybe(time),
  }),
  rules: list('Leaves and schedules of this person, in each version of the rules that names them.', {
    ...{ version: id, at: time, actor: text, leaves: z.array(rule), assignments: z.array(rule) },
  }),
  months: list('Days that were worked out already.', {
    ...{ personId: id, month: text, through: LocalDate.describe('The last day of it.') },
    days: z.array(z.array(id)).describe(`A list for each day of the month, in minutes: ${figures}.`),
  }),
  confirmations: list('Months of hours that this person confirmed at a kiosk.', {
    ...{ id, personId: id, month: text.describe('As 2026-05.'), workedMinutes: id, at: time, kiosk: text },
    digest: text.describe('SHA-256 over the figures that were confirmed.'),
  }),
  merges: list('Entries of people that were put together with this one.', {
    ...{ id, keptId: id, goneId: maybe(id), name: text, employeeNumber: maybe(text), groups: maybe(z.array(text)) },
    ...{ templates: maybe(z.array(id)), moved: maybe(z.looseObject({})).describe('What moved, by number.'), at: time },
  }),
  movedEntries: list('Entries that moved by that.', { mergeId: id, entryId: id, fromId: person, toId: person }),
  imports: list('Imports that photos or details came by.', {
    ...{ id, source: text, startedAt: time, state: text, failure: maybe(text) },
  }),
  importPhotos: list('Imported photos. Those that are still held are in the folder imports.', {
    ...{ id, importId: id, path: text, bytes: id, name: text, employeeNumber: maybe(text), personId: maybe(id) },
    ...{ state: ImportPhotoState, reason: maybe(text), tries: id },
    seen: maybe(z.looseObject({ candidates })).describe('What was found in it.'),
    ...{ groups: maybe(z.array(text)), employments: maybe(z.array(Employment)) },
  }),
  importMentions: list('Imported photos of others, in which a face was like this person’s.', {
    ...{ id, importId: id, candidates },
  }),
  webhooks: list('Other programs that are told of entries.', {
    ...{ id, host: text, kinds: maybe(z.array(text)), isActive: z.boolean(), createdAt: time },
    sent: id.describe('Entries of this person since then that do not wait any more: sent, or discarded.'),
  }),
  deliveries: list('Entries that wait to be sent, or were given up.', {
    ...{ webhookId: id, entryId: id, attempts: id, nextAt: maybe(time), stopped: maybe(text) },
    ...{ lastStatus: maybe(id), lastError: maybe(text), waitMs: maybe(id) },
  }),
  audit: list('Who looked at, exported or changed something about this person.', {
    ...{ id, at: time, actor: text, via: maybe(Via), action: text, subject: text },
    details: z.record(text, z.unknown()),
  }),
})
export type PersonData = z.infer<typeof PersonData>

/** A part of the data that is a list of rows. */
export type Section = Exclude<keyof PersonData, 'format' | 'version' | 'made'>
export type Row<S extends Section> = PersonData[S][number]

/** Every section, in the order of the file. */
export const sections = Object.keys(PersonData.omit({ format: true, version: true, made: true }).shape) as Section[]

/** The names of a section's values, in their order. */
export const columnsOf = (section: Section): string[] => Object.keys(PersonData.shape[section].element.shape)

/** Describes `data.json` for programs (JSON Schema, draft 2020-12). */
export const personDataSchema = () => z.toJSONSchema(PersonData, { unrepresentable: 'any' })

/** What an entry of the audit log was about, by the table of its actions; null for one of another version. */
export const familyOf = (action: string) =>
  Object.hasOwn(auditActions, action) ? auditActions[action as keyof typeof auditActions] : null
