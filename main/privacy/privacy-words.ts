import type { KioskSetup } from '../contract/kiosks.ts'
import type { LegalBasis } from '../contract/legal-basis.ts'
import type { PrivacyDocument, RuleState } from '../contract/privacy.ts'
import type { ApiScope } from '../contract/rest.ts'
import type { DatedKind } from '../contract/retention.ts'
import type { Role } from '../contract/roles.ts'
import type { Capability } from './access-table.ts'
import type { Category } from './categories.ts'
import type { Recipient } from './facts.ts'
import type { RuleId } from './rules.ts'

type Words<K extends string> = Readonly<Record<K, string>>
type Titled<K extends string> = Readonly<Record<K, { readonly title: string; readonly text: string }>>

/** What is kept that no setting of its own says how long. */
export type KeptKind = 'person' | 'consents' | 'strangers' | 'looks' | 'held' | 'exports' | 'backups'

/** The chapters of all documents. */
export type PartName =
  | 'office'
  | 'purpose'
  | 'basis'
  | 'system'
  | 'flows'
  | 'data'
  | 'recognition'
  | 'others'
  | 'alternatives'
  | 'retention'
  | 'erasure'
  | 'recipients'
  | 'access'
  | 'errors'
  | 'notDone'
  | 'security'
  | 'risks'
  | 'rules'
  | 'rights'
  | 'open'

/** What stands above columns and beside values. */
export type PrivacyLabel =
  | 'name'
  | 'address'
  | 'contact'
  | 'url'
  | 'what'
  | 'about'
  | 'howLong'
  | 'who'
  | 'gets'
  | 'version'
  | 'model'
  | 'licence'
  | 'processor'
  | 'people'
  | 'templates'
  | 'kiosks'
  | 'key'
  | 'from'
  | 'to'
  | 'threshold'
  | 'liveness'
  | 'risk'
  | 'measure'
  | 'rule'
  | 'state'
  | 'source'
  | 'checked'
  | 'answer'

/** The words of the documents about the use of faces, and of the rules of countries. */
export interface PrivacyWords {
  readonly documents: Words<PrivacyDocument>
  readonly made: (time: string) => string
  /** In place of what the office has not entered. */
  readonly unstated: string
  readonly noAdvice: string
  readonly parts: Words<PartName>
  readonly labels: Words<PrivacyLabel>
  readonly purpose: readonly string[]
  readonly bases: {
    readonly undecided: string
    readonly consent: string
    readonly grace: (until: string) => string
    readonly other: (document: string) => string
  }
  readonly categories: Titled<Category>
  readonly recognition: (model: string) => readonly string[]
  /** @param days 0 where they are not kept */
  readonly strangers: (days: number) => string
  /** @param days null where no end is set */
  readonly guests: (days: number | null) => string
  readonly noGuests: string
  readonly pins: { readonly everywhere: string; readonly at: (kiosks: string) => string; readonly nowhere: string }
  readonly alternative: string
  /** How long something is kept: for some days, or without an end. */
  readonly after: (days: number | null) => string
  readonly retention: Words<DatedKind>
  readonly kept: Words<KeptKind>
  readonly keeping: {
    readonly person: string
    readonly consents: string
    readonly noStrangers: string
    readonly looks: (days: number) => string
    readonly held: (days: number) => string
    readonly exports: (days: number | null) => string
    readonly backups: string
    readonly manualBackups: string
  }
  readonly erasure: readonly string[]
  readonly recipients: {
    readonly none: string
    readonly kinds: Words<Recipient['kind']>
    readonly gets: {
      readonly webhook: (active: boolean) => string
      readonly program: (scopes: string) => string
      readonly identityProvider: string
      readonly office: string
      readonly heads: string
      readonly backups: string
    }
    readonly scopes: Words<ApiScope>
    readonly exports: string
  }
  readonly rights: readonly string[]
  readonly withdraw: string
  readonly complain: string
  readonly contact: (contact: string) => string
  readonly security: readonly string[]
  readonly signIn: Words<'undecided' | 'machine' | 'accounts'>
  // The assessment
  readonly introduction: string
  readonly roles: Words<Role>
  readonly capabilities: Words<Capability>
  readonly flows: readonly (readonly [from: string, to: string, what: string])[]
  readonly folder: (path: string) => string
  readonly livenessModes: Words<'off' | 'advisory' | 'required'>
  readonly errors: {
    readonly measured: (people: number, templates: number, pairs: number) => string
    readonly fpir: (share: string) => string
    readonly fmr: (share: string) => string
    readonly fnir: (share: string) => string
    readonly tooFew: string
    readonly tooFewOfOne: string
    readonly reference: (people: string) => string
    readonly field: string
  }
  readonly notDone: readonly string[]
  readonly risks: readonly (readonly [risk: string, measure: string])[]
  readonly keyBesideData: (beside: boolean) => string
  readonly open: readonly string[]
  readonly openBroken: (rules: string) => string
  readonly noCountry: string
  // The rules of countries
  readonly states: Words<RuleState>
  readonly rules: Titled<RuleId>
  readonly settings: {
    readonly basis: string
    readonly visitorDays: string
    readonly pin: (kiosk: string) => string
  }
  readonly values: {
    readonly bases: Words<LegalBasis>
    readonly pins: Words<KioskSetup['pin']>
    readonly visitorDays: (days: number) => string
  }
}
