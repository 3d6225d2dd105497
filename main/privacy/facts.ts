import type { ConsentPolicy } from '../contract/consent.ts'
import type { Instant } from '../contract/entities.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import type { ApiScope } from '../contract/rest.ts'
import type { Settings } from '../contract/settings.ts'

/** Whom data reach beyond the screens of the office. */
export type Recipient =
  | { readonly kind: 'webhook'; readonly host: string; readonly active: boolean }
  | { readonly kind: 'program'; readonly name: string; readonly scopes: readonly ApiScope[] }
  | { readonly kind: 'identityProvider'; readonly name: string; readonly host: string }
  /** The server through which the stations of an office share. */
  | { readonly kind: 'office'; readonly host: string }
  | { readonly kind: 'heads'; readonly folder: string }
  | { readonly kind: 'backups'; readonly folder: string }

/** What is in force in this installation: all that the documents about the use of faces are made from. */
export interface PrivacyFacts {
  readonly made: Instant
  /** IANA name. */
  readonly zone: string
  readonly policy: ConsentPolicy
  readonly settings: Settings
  /** The main one, and those that were set up. */
  readonly kiosks: readonly KioskSetup[]
  readonly recipients: readonly Recipient[]
  /** The model that recognises faces. */
  readonly model: string
  readonly people: number
  readonly access: 'undecided' | 'machine' | 'accounts'
}

/** For how many days faces of strangers are kept: none where consent is the basis, since they have given none. */
export function strangerDays({ policy, settings }: Pick<PrivacyFacts, 'policy' | 'settings'>): number {
  return policy.basis === 'consent' ? 0 : settings.visitorDays
}

/** What only the assessment tells. */
export interface AssessmentFacts extends PrivacyFacts {
  readonly version: string
  readonly licence: string
  /** What models run on; null where they did not load. */
  readonly processor: string | null
  readonly templates: number
  readonly keyBesideData: boolean
  readonly errors: ErrorRates
}

/** What the photos of the people who are enrolled say about mistakes, by the threshold in use. */
export interface ErrorRates {
  readonly threshold: number
  readonly people: number
  readonly templates: number
  /** Pairs of photos of different people that were compared, and of one person. */
  readonly pairs: number
  readonly ownPairs: number
  /** On whom the model was measured elsewhere, where the figures rest on that too; in English. */
  readonly reference: string | null
  /** Shares; null where there are too few people or photos to say. */
  readonly strangersNamed: number | null
  readonly pairsConfused: number | null
  readonly missed: number | null
}
