import { z } from 'zod'
import { Country } from './countries.ts'
import { Bytes, Instant, PersonId, PersonRef } from './entities.ts'
import { LegalBasis } from './legal-basis.ts'
import { method } from './method.ts'
import { EnteredPin, PinRefused } from './pins.ts'
import { Remains } from './remains.ts'
import { tidyTextUpTo } from './tidy-text.ts'

/** The languages that texts of consent are shipped in, and may be written in. */
export const consentLanguages = ['en', 'zh', 'ja', 'de', 'es'] as const
export const ConsentLanguage = z.enum(consentLanguages)
export type ConsentLanguage = z.infer<typeof ConsentLanguage>

/** What people read before they consent. */
export const ConsentText = z.object({ title: tidyTextUpTo(200), body: z.string().trim().min(1).max(20_000) })
export type ConsentText = z.infer<typeof ConsentText>

const maxDays = 366

/** What the office has decided about consent. */
export const ConsentPolicy = z.object({
  basis: LegalBasis,
  /** The law or agreement where the basis is another one, and where its document lies. */
  otherBasis: z.string().trim().max(500).default(''),
  /** Who is responsible, as the text of consent names them. */
  operator: z.string().trim().max(500).default(''),
  /** The operator's postal address, of several lines. */
  address: z.string().trim().max(1000).default(''),
  /** How to reach whoever answers questions about data protection. */
  contact: z.string().trim().max(500).default(''),
  /** Where the full notice is published; null where the kiosk shows it itself. */
  noticeUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
  /** Whose rules the settings are held against; null for none. Chosen by `privacy.choose`. */
  country: Country.nullable().default(null),
  /** Texts that the office wrote itself; the shipped ones are used for other languages. */
  texts: z.partialRecord(ConsentLanguage, ConsentText).default({}),
  /** Counts the changes of the texts; a consent is to the version that was read. */
  textVersion: z.number().int().min(1).default(1),
  /** The oldest version of the texts that a consent still holds for. */
  minTextVersion: z.number().int().min(1).default(1),
  /** Days for which people without a valid consent are still recognised who were enrolled before. */
  graceDays: z.number().int().min(0).max(maxDays).default(30),
  /** Until when that is; null while the basis is no consent. Set by the engine. */
  graceUntil: Instant.nullable().default(null),
  /** Days for which imported photos wait for a consent, sealed; then they are destroyed. */
  holdDays: z.number().int().min(0).max(maxDays).default(30),
})
export type ConsentPolicy = z.infer<typeof ConsentPolicy>

export const defaultConsentPolicy: ConsentPolicy = ConsentPolicy.parse({ basis: 'undecided' })

/** How somebody enters without their face. */
export const Alternative = z.enum(['pin', 'badge', 'none'])
export type Alternative = z.infer<typeof Alternative>

export const consentKinds = ['given', 'refused', 'withdrawn'] as const
export const ConsentKind = z.enum(consentKinds)
export type ConsentKind = z.infer<typeof ConsentKind>

/** The most bytes that a drawn signature has, as a PNG picture. */
export const maxSignatureBytes = 200_000
const Signature = Bytes.refine((bytes) => bytes.length <= maxSignatureBytes, 'The signature is too large.')

/** What somebody said about the use of their face, once. It is never changed. */
export const ConsentRecord = z.object({
  id: z.number().int(),
  kind: ConsentKind,
  at: Instant,
  /** The text that was read; null for a withdrawal. */
  text: z
    .object({
      version: z.number().int(),
      language: ConsentLanguage,
      /** SHA-256 of title and body, in hexadecimal digits. */
      hash: z.string(),
    })
    .nullable(),
  /** The name that the person wrote or that stands on the paper. */
  name: z.string(),
  /** The name of the parent or guardian who signed too; null without one. */
  guardian: z.string().nullable(),
  /** Who saw it: an account, or whoever entered a paper. */
  witness: z.string(),
  /** The kiosk or the way by which it was given. */
  place: z.string(),
  /** When a paper was signed; null for what was signed on a screen. */
  paper: z.string().nullable(),
  hasSignature: z.boolean(),
  /** The other way to enter that was offered and chosen. */
  alternative: Alternative,
})
export type ConsentRecord = z.infer<typeof ConsentRecord>

/**
 * Where somebody stands: `missing`, nothing was recorded; `outdated`, the text has changed since; `guardian-missing`,
 * the second signature is.
 */
export const consentStates = ['valid', 'outdated', 'guardian-missing', 'missing', 'refused', 'withdrawn'] as const
export const ConsentState = z.enum(consentStates)
export type ConsentState = z.infer<typeof ConsentState>

const PersonConsent = z.object({ state: ConsentState, guardianSigns: z.boolean(), records: z.array(ConsentRecord) })

/** What is written down when somebody has read the text. */
export const Statement = z.object({
  kind: z.enum(['given', 'refused']),
  language: ConsentLanguage,
  /** The version that was read, by default the one of now. Only a paper may carry an earlier one. */
  textVersion: z.number().int().min(1).optional(),
  name: tidyTextUpTo(200),
  guardian: tidyTextUpTo(200).nullable().default(null),
  alternative: Alternative.default('none'),
  signature: Signature.nullable().default(null),
})
export type Statement = z.output<typeof Statement>

/** The same where it may have been signed on paper. */
export const RecordedStatement = Statement.extend({
  /** The day on which a paper was signed, as YYYY-MM-DD; null for what is said or signed now. */
  paper: z.iso.date().nullable().default(null),
})
export type RecordedStatement = z.output<typeof RecordedStatement>

/** What became of a row of a list of papers. `known`: it was recorded before. */
const PaperRow = z.object({
  /** As a spreadsheet counts. */
  row: z.number().int(),
  name: z.string(),
  employeeNumber: z.string().nullable(),
  /** Whose it is; null where that is nobody or unclear. */
  person: PersonRef.nullable(),
  outcome: z.enum(['recorded', 'known', 'nobody', 'unclear', 'refused-since', 'invalid']),
  /** English sentence: what is wrong and what to do; null where nothing is. */
  message: z.string().nullable(),
})

/** How many digits a code has that lets somebody sign at a kiosk. */
export const consentCodeDigits = 6
const ConsentCode = z.string().regex(/^\d{6}$/)

/** Who stands at a kiosk: by their PIN, or the face in view that it has just greeted. */
const Shown = z.discriminatedUnion('by', [
  EnteredPin.omit({ kiosk: true }).extend({ by: z.literal('pin') }),
  z.object({ by: z.literal('face'), track: z.number().int() }),
])
export type Shown = z.output<typeof Shown>
const AtKiosk = z.object({ kiosk: EnteredPin.shape.kiosk, shown: Shown })

export const consentMethods = {
  /** What the office has decided, with the texts in use or, where a version is named, the texts of then. */
  'consent.policy': method(
    z.object({ textVersion: z.number().int().optional() }),
    z.object({
      version: z.number().int(),
      policy: ConsentPolicy,
      /** The office's own or the shipped ones. */
      texts: z.record(ConsentLanguage, ConsentText),
      /** Every version of the texts, oldest first; `since` is null for the one from the beginning. */
      textVersions: z.array(z.object({ version: z.number().int(), since: Instant.nullable() })),
    }),
  ),
  /** Changes what the office has decided. Changed texts ask everybody again, unless `keepsConsents`. */
  'consent.setPolicy': method(
    z.object({
      version: z.number().int(),
      policy: ConsentPolicy.omit({ textVersion: true, minTextVersion: true, graceUntil: true, country: true }),
      keepsConsents: z.boolean().default(false),
    }),
    z.object({ version: z.number().int(), policy: ConsentPolicy }),
  ),
  'consent.get': method(z.object({ personId: PersonId }), PersonConsent),
  /** Everybody with their state, those first for whom something is to be done. */
  'consent.list': method(
    z.object({}),
    z.object({
      people: z.array(
        z.object({ person: PersonRef, state: ConsentState, photos: z.number().int(), held: z.number().int() }),
      ),
    }),
  ),
  /** The drawn signature of a record; null without one. */
  'consent.signature': method(z.object({ id: z.number().int() }), z.object({ picture: Bytes.nullable() })),
  /**
   * Writes down a statement that was made here or on paper. Photos that waited for it are looked at next.
   * @throws `refused-since` for a paper signed before the person refused or withdrew, or on that day
   */
  'consent.record': method(RecordedStatement.extend({ personId: PersonId }), PersonConsent),
  /**
   * Records a list of signed papers: a CSV whose first row names the columns `date` and `name` or `employee_number`,
   * and may name `language`, `text_version`, `kind`, `signed_by`, `guardian` and `alternative`. The same row again
   * changes nothing.
   * @throws `csv-wrong-columns`
   */
  'consent.importPapers': method(
    z.object({
      table: Bytes,
      /** Its name, for messages. */
      file: z.string().min(1).max(4096),
      /** Of the papers of which the list does not say it. */
      language: ConsentLanguage,
      /** Says what would be recorded, and records nothing. */
      preview: z.boolean().default(false),
    }),
    z.object({ rows: z.array(PaperRow) }),
  ),
  /** Erases somebody's templates and photos at once, everywhere, and writes down that they withdrew. */
  'consent.withdraw': method(
    z.object({ personId: PersonId, alternative: Alternative.default('none') }),
    z.object({
      record: ConsentRecord,
      templates: z.number().int(),
      /** Photos of imports that waited. */
      held: z.number().int(),
      /** Copies made before, which Rollcall cannot take back. */
      remains: Remains,
    }),
  ),
  'consent.setGuardian': method(z.object({ personId: PersonId, guardianSigns: z.boolean() }), PersonConsent),
  /** Makes a code with which a person signs at a kiosk, once, within a day. */
  'consent.ask': method(z.object({ personId: PersonId }), z.object({ code: ConsentCode, until: Instant })),
  /** What somebody signs at a kiosk; `wrong` for a code that nobody has. */
  'consent.asked': method(
    z.object({ code: ConsentCode, kiosk: z.string() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('wrong') }),
      z.object({ kind: z.literal('locked'), until: Instant }),
      z.object({
        kind: z.literal('asked'),
        name: z.string(),
        guardianSigns: z.boolean(),
        textVersion: z.number().int(),
        texts: z.record(ConsentLanguage, ConsentText),
      }),
    ]),
  ),
  'consent.sign': method(
    Statement.extend({ code: ConsentCode, kiosk: z.string() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('wrong') }),
      z.object({ kind: z.literal('locked'), until: Instant }),
      z.object({ kind: z.literal('signed') }),
    ]),
  ),
  /**
   * Says who would withdraw their consent at a kiosk, where consent is the basis; elsewhere it is `off`. A face is
   * remembered for two minutes, because whoever touches the screen may leave the picture.
   * @throws `question-expired` for a face that is not in view, or not known
   */
  'consent.identify': method(
    AtKiosk,
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('known'),
        person: PersonRef,
        /** Photos that would be erased. */
        photos: z.number().int(),
        hasPin: z.boolean(),
      }),
      ...PinRefused,
    ]),
  ),
  /** Withdraws the consent of whoever stands at a kiosk, as `consent.withdraw` does. @throws `question-expired` */
  'consent.withdrawHere': method(
    AtKiosk.extend({ alternative: Alternative }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('withdrawn'),
        person: PersonRef,
        /** Number and time of the record. */
        record: ConsentRecord.pick({ id: true, at: true }),
        /** Photos that were erased, also those that waited for a consent. */
        photos: z.number().int(),
        /** Backups made before, in which photos may be. */
        backups: z.number().int(),
        hasPin: z.boolean(),
      }),
      ...PinRefused,
    ]),
  ),
}

/** The language of the text that is offered first, by a locale such as `de-AT`. */
export function consentLanguageOf(locale: string): ConsentLanguage {
  return ConsentLanguage.catch('en').parse(locale.split('-')[0])
}
