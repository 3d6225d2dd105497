import { z } from 'zod'
import { ConsentLanguage } from './consent.ts'
import { Country } from './countries.ts'
import { exportOutcome } from './events.ts'
import { method } from './method.ts'

/**
 * What an office hands out about its use of faces: the notice for everybody whom the camera sees, the policy on how
 * long data are kept, and the papers by which a data protection officer and a works council assess it.
 */
export const privacyDocuments = ['notice', 'retention', 'assessment'] as const
export const PrivacyDocument = z.enum(privacyDocuments)
export type PrivacyDocument = z.infer<typeof PrivacyDocument>

/** A chapter of such a document: paragraphs, then a table whose head may be empty. */
export const PagePart = z.object({
  title: z.string(),
  paragraphs: z.array(z.string()),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
})
export type PagePart = z.infer<typeof PagePart>

export const PrivacyPage = z.object({
  title: z.string(),
  /** When it was made, as a sentence. */
  made: z.string(),
  parts: z.array(PagePart),
})
export type PrivacyPage = z.infer<typeof PrivacyPage>

/** `kept` and `broken`: the settings say so. `office`: only the office can know. */
export const RuleState = z.enum(['kept', 'broken', 'office'])
export type RuleState = z.infer<typeof RuleState>

/** One rule of a country, in words of the language that was asked for. */
export const CountryRule = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** Where it stands, in the words of the law or authority. */
  source: z.string(),
  /** The month in which that was last looked up, as YYYY-MM. */
  checked: z.string(),
  state: RuleState,
})
export type CountryRule = z.infer<typeof CountryRule>

/** What choosing a country changes, for people to confirm. */
export const PresetChange = z.object({
  /** The rule that it serves. */
  rule: z.string(),
  setting: z.string(),
  before: z.string(),
  after: z.string(),
})
export type PresetChange = z.infer<typeof PresetChange>

export const privacyMethods = {
  /** The notice, made from the settings in force. Everybody may read it, also at a kiosk. */
  'privacy.notice': method(z.object({ language: ConsentLanguage }), PrivacyPage),
  /**
   * Writes a document as one page of HTML, to print or to turn into a PDF, into the exports folder. Only the command
   * line may name a file.
   */
  'privacy.write': method(
    z.object({
      document: PrivacyDocument,
      language: ConsentLanguage,
      task: z.string().min(1).max(64).default('privacy.write'),
      file: z.string().nullable().default(null),
    }),
    exportOutcome({}),
  ),
  /**
   * The rules of a country and how far the settings keep them, and what choosing it would change. Without a country
   * that of the settings; no rules where none is chosen. This is no legal advice.
   */
  'privacy.rules': method(
    z.object({ country: Country.nullable().default(null), language: ConsentLanguage.default('en') }),
    z.object({
      country: Country.nullable(),
      chosen: Country.nullable(),
      rules: z.array(CountryRule),
      changes: z.array(PresetChange),
      /** Of the policy that the changes are worked out from, for `privacy.choose`. */
      version: z.number().int(),
    }),
  ),
  /**
   * Chooses a country and makes the changes that `privacy.rules` lists for it; null chooses none and changes nothing
   * else.
   * @throws `changed-meanwhile` when `version` is not the newest
   */
  'privacy.choose': method(
    z.object({ country: Country.nullable(), version: z.number().int() }),
    z.object({ version: z.number().int(), changes: z.number().int() }),
  ),
}
