import { consentStateOf, mayEnrol, mayMatch } from '../consent/consent.ts'
import { hashText, textsOf } from '../consent/text.ts'
import {
  type ConsentLanguage,
  ConsentPolicy,
  type ConsentRecord,
  type ConsentState,
  type ConsentText,
  defaultConsentPolicy,
  type Statement,
} from '../contract/consent.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { ConsentStanding } from '../store/consents.ts'
import type { Store } from '../store/open.ts'

/** What the office may do with whose face. */
export interface Consenting {
  policy(): { readonly version: number; readonly policy: ConsentPolicy }
  texts(): Record<ConsentLanguage, ConsentText>
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
   * Whether photos of somebody who is not enrolled yet may be looked at.
   * @param statement what they said, if they did
   */
  mayEnrolNew(statement: Pick<Statement, 'kind'> | null): boolean
  /**
   * Writes down what somebody said, within the caller's transaction.
   * @throws AppError `person-not-found`, `changed-meanwhile` when the text is not the one that was read
   */
  record(
    personId: PersonId,
    statement: Statement & Pick<ConsentRecord, 'paper'>,
    seen: Pick<ConsentRecord, 'witness' | 'place'>,
  ): ConsentRecord
}

export const consentMissingError = () =>
  new AppError(
    'consent-missing',
    'This person has not consented to check in by face. Record the consent before you add photos.',
  )

const dayMs = 86_400_000

export function openConsenting(store: Pick<Store, 'documents' | 'consents' | 'people'>, now: () => number): Consenting {
  let known: { version: number; policy: ConsentPolicy; texts: Record<ConsentLanguage, ConsentText> } | null = null

  function current() {
    if (known === null || store.documents.readVersion('consent') !== known.version) {
      const { version, value } = store.documents.get('consent')
      // A policy that somebody made unreadable must not open what it closed.
      const policy = value ?? (version === 0 ? defaultConsentPolicy : { ...defaultConsentPolicy, basis: 'consent' })
      known = { version, policy: ConsentPolicy.parse(policy), texts: textsOf(ConsentPolicy.parse(policy)) }
    }
    return known
  }

  const stateOf = ({ newest, guardianSigns }: ConsentStanding) =>
    consentStateOf(newest, current().policy, guardianSigns)

  return {
    policy: () => ({ version: current().version, policy: current().policy }),
    texts: () => current().texts,
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
    record(personId, { textVersion, language, ...statement }, seen) {
      store.people.get(personId)
      const { policy, texts } = current()
      if (textVersion !== undefined && textVersion !== policy.textVersion) {
        throw new AppError('changed-meanwhile', 'The text has changed meanwhile. Read it again, then sign.')
      }
      const text = texts[language]
      const read = { version: policy.textVersion, language, hash: hashText(text) }
      store.consents.forgetCode(personId)
      return store.consents.add({ ...statement, ...seen, personId, text: read }, text)
    },
    mayMatch(id) {
      const { policy } = current()
      return policy.basis !== 'consent' || mayMatch(stateOf(store.consents.standingOf(id)), policy, now())
    },
  }
}
