import { consentStateOf, mayEnrol, mayMatch } from '../consent/consent.ts'
import { hashText, textsOf } from '../consent/text.ts'
import type { LocalDate } from '../contract/attendance-rules.ts'
import {
  type ConsentLanguage,
  type ConsentPolicy,
  type ConsentRecord,
  type ConsentState,
  type ConsentText,
  defaultConsentPolicy,
  type RecordedStatement,
  type Statement,
} from '../contract/consent.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ConsentStanding } from '../store/consents.ts'
import type { Store } from '../store/open.ts'

/** A version of the texts that people read before they consent. */
export interface TextVersion {
  readonly version: number
  readonly since: Instant | null
  readonly texts: Record<ConsentLanguage, ConsentText>
}

/** What the office may do with whose face. */
export interface Consenting {
  policy(): { readonly version: number; readonly policy: ConsentPolicy }
  texts(): Record<ConsentLanguage, ConsentText>
  /** The texts that were in use until now, oldest first, and since when; null for those from the beginning. */
  listTexts(): TextVersion[]
  /**
   * Changes the policy within the caller's transaction.
   * @param keepsConsents whether consents to earlier texts still hold
   * @throws AppError `changed-meanwhile` when `read` is not the newest version
   */
  set(
    change: Omit<ConsentPolicy, 'textVersion' | 'minTextVersion' | 'graceUntil'>,
    read: number,
    keepsConsents: boolean,
    actor: string,
  ): { readonly version: number; readonly policy: ConsentPolicy }
  stateOf(standing: ConsentStanding): ConsentState
  /** Whether photos of somebody may be looked at and kept. */
  mayEnrol(id: PersonId): boolean
  /** Whether somebody's templates may be compared with faces. */
  mayMatch(id: PersonId): boolean
  /**
   * Whose templates are searched and may not be, or the other way about, by what is stored; `mayMatch` has the last
   * word.
   */
  listMisplaced(): { readonly id: PersonId; readonly searched: boolean }[]
  /**
   * Whether photos of somebody who is not enrolled yet may be looked at.
   * @param statement what they said, if they did
   */
  mayEnrolNew(statement: Pick<Statement, 'kind'> | null): boolean
  /**
   * Writes down what somebody said, within the caller's transaction. A paper may carry an earlier text.
   * @throws AppError `person-not-found`, `changed-meanwhile` when the text is not the one that was read,
   * `refused-since` for a paper older than what the person has said since
   */
  record(
    personId: PersonId,
    statement: RecordedStatement,
    seen: Pick<ConsentRecord, 'witness' | 'place'>,
  ): ConsentRecord
}

export const consentMissingError = () =>
  new AppError(
    'consent-missing',
    'This person has not consented to check in by face. Record the consent before you add photos.',
  )

const dayMs = 86_400_000

export function openConsenting(
  store: Pick<Store, 'documents' | 'consents' | 'people'>,
  dayOf: (at: number) => LocalDate,
  now: () => number,
): Consenting {
  let known: { version: number; policy: ConsentPolicy; texts: Record<ConsentLanguage, ConsentText> } | null = null

  function current() {
    if (known === null || store.documents.readVersion('consent') !== known.version) {
      const { version, value, isNewest } = store.documents.get('consent')
      const read = value ?? defaultConsentPolicy
      // A policy that another program changed must not open what it closed.
      const policy: ConsentPolicy = isNewest ? read : { ...read, basis: 'consent' }
      known = { version, policy, texts: textsOf(policy) }
    }
    return known
  }

  function listTexts(): TextVersion[] {
    const first: TextVersion = { version: 1, since: null, texts: textsOf(defaultConsentPolicy) }
    const found = new Map([[1, first]])
    for (const { since, value } of store.documents.list('consent')) {
      const { textVersion: version } = value
      const known = found.get(version)
      found.set(version, { version, since: known === undefined ? since : known.since, texts: textsOf(value) })
    }
    return [...found.values()]
  }

  /** @throws AppError */
  function findText({ textVersion, paper, language }: RecordedStatement): { version: number; text: ConsentText } {
    const { policy, texts } = current()
    if (textVersion === undefined || textVersion === policy.textVersion) {
      return { version: policy.textVersion, text: texts[language] }
    }
    if (paper === null) {
      throw new AppError('changed-meanwhile', 'The text has changed meanwhile. Read it again, then sign.')
    }
    const earlier = listTexts().find(({ version }) => version === textVersion)
    if (earlier !== undefined) return { version: textVersion, text: earlier.texts[language] }
    throw new AppError('malformed-request', `There is no version ${textVersion} of the text. Name one that was in use.`)
  }

  const stateOf = ({ newest, guardianSigns }: ConsentStanding) =>
    consentStateOf(newest, current().policy, guardianSigns)

  function requirePaperInForce(personId: PersonId, { kind, paper }: RecordedStatement): void {
    if (paper === null) return
    if (paper > dayOf(now()))
      throw new AppError('malformed-request', 'A paper cannot have been signed on a day to come. Correct the date.')
    const refusal = store.consents.listOf(personId).find((record) => record.kind !== 'given')
    if (kind !== 'given' || refusal === undefined || paper > (refusal.paper ?? dayOf(refusal.at))) return
    throw new AppError(
      'refused-since',
      'This person has refused or withdrawn since this paper was signed. Ask them to sign again.',
    )
  }

  return {
    policy: () => ({ version: current().version, policy: current().policy }),
    texts: () => current().texts,
    listTexts,
    set(change, read, keepsConsents, actor) {
      const before = current().policy
      const isRewritten = JSON.stringify(textsOf({ ...before, ...change })) !== JSON.stringify(current().texts)
      const textVersion = before.textVersion + (isRewritten ? 1 : 0)
      const minTextVersion = isRewritten && !keepsConsents ? textVersion : before.minTextVersion
      const begins =
        change.basis === 'consent' && (before.basis !== 'consent' || minTextVersion > before.minTextVersion)
      const policy: ConsentPolicy = {
        ...{ ...change, textVersion, minTextVersion },
        graceUntil:
          change.basis !== 'consent'
            ? null
            : begins || change.graceDays !== before.graceDays
              ? ((now() + change.graceDays * dayMs) as Instant)
              : before.graceUntil,
      }
      const version = store.documents.put('consent', policy, read, actor)
      return { version, policy }
    },
    stateOf,
    mayEnrol(id) {
      const { policy } = current()
      return policy.basis !== 'consent' || mayEnrol(stateOf(store.consents.standingOf(id)), policy)
    },
    mayEnrolNew: (statement) => current().policy.basis !== 'consent' || statement?.kind === 'given',
    record(personId, statement, seen) {
      requirePaperInForce(personId, statement)
      const { textVersion: _, language, ...said } = statement
      store.people.get(personId)
      const { version, text } = findText(statement)
      const read = { version, language, hash: hashText(text) }
      store.consents.forgetCode(personId)
      return store.consents.add({ ...said, ...seen, personId, text: read }, text)
    },
    listMisplaced() {
      const { policy } = current()
      if (policy.basis !== 'consent') return []
      return store.consents
        .listStored()
        .filter(({ searched, ...standing }) => mayMatch(stateOf(standing), policy, now()) !== searched)
        .map(({ personId: id, searched }) => ({ id, searched }))
    },
    mayMatch(id) {
      const { policy } = current()
      return policy.basis !== 'consent' || mayMatch(stateOf(store.consents.standingOf(id)), policy, now())
    },
  }
}
