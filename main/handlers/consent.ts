import { randomInt } from 'node:crypto'
import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import { type ConsentState, consentCodeDigits, consentStates } from '../contract/consent.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import { importPapers } from '../services/consent-papers.ts'
import type { Context } from '../services/context.ts'
import type { RunningImports } from '../services/imports.ts'
import type { Visits } from '../services/visits.ts'
import { withdrawConsent } from '../services/withdraw-consent.ts'
import { consentCodeGuards } from '../store/pin-attempts.ts'
import { auditing } from './audited.ts'
import { withdrawingAtKiosk } from './consent-at-kiosk.ts'
import type { Module } from './module.ts'

const codeHours = 24
/** Those for whom something is to be done come first. */
const order: readonly ConsentState[] = consentStates.toReversed()

/** Handles what people say about the use of their faces. */
export function consentModule(
  context: Context,
  imports: Pick<RunningImports, 'resumeHeld'>,
  visits: Pick<Visits, 'findGreeted'>,
): Module<'consent'> {
  const { store, consenting, gallery, publish, now } = context
  const { consents } = store
  const audited = auditing(store)

  function describe(personId: PersonId): Output<'consent.get'> {
    store.people.get(personId)
    const standing = consents.standingOf(personId)
    return {
      state: consenting.stateOf(standing),
      guardianSigns: standing.guardianSigns,
      records: consents.listOf(personId),
    }
  }

  function announce(personId: PersonId | null): void {
    gallery.refresh()
    publish('people.changed', { personId })
    imports.resumeHeld()
  }

  const entryOf = (personId: PersonId, kind: string, details: Readonly<Record<string, unknown>> = {}) => ({
    subject: `person ${personId}`,
    details: { kind, ...details },
  })

  /** Counts an attempt as wrong before it is looked at. @returns until when a locked kiosk takes no codes */
  function findLock(kiosk: string): Instant | null {
    const reserved = store.attempts.reserve(consentCodeGuards(kiosk))
    return reserved.kind === 'locked' ? reserved.until : null
  }

  return {
    handlers: {
      'consent.policy': ({ textVersion }) => {
        const versions = consenting.listTexts()
        return {
          ...consenting.policy(),
          texts: versions.find(({ version }) => version === textVersion)?.texts ?? consenting.texts(),
          textVersions: versions.map(({ version, since }) => ({ version, since })),
        }
      },
      'consent.setPolicy': audited('consent.policy', {
        change: ({ version, policy, keepsConsents }: Parsed<'consent.setPolicy'>, { actor }) =>
          consenting.set({ ...policy, country: consenting.policy().policy.country }, version, keepsConsents, actor),
        entry: (_, { policy }) => ({
          subject: 'consent',
          details: { basis: policy.basis, textVersion: policy.textVersion, graceUntil: policy.graceUntil },
        }),
        answer(next) {
          announce(null)
          publish('kiosks.changed', {})
          return next
        },
      }),
      'consent.get': ({ personId }) => describe(personId),
      'consent.list': () => ({
        people: consents
          .list()
          .map(({ personId: id, name, photos, held, ...standing }) => ({
            ...{ person: { id, name }, photos, held },
            state: consenting.stateOf({ personId: id, ...standing }),
          }))
          .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
      }),
      'consent.signature': ({ id }) => ({
        picture: consents.find(id) === null ? null : (consents.readSignature(id) as Uint8Array<ArrayBuffer> | null),
      }),
      'consent.record': audited('consent.record', {
        change: ({ personId, ...statement }: Parsed<'consent.record'>, { actor, via }) =>
          consenting.record(personId, statement, { witness: actor, place: via }),
        entry: ({ personId, paper }, { kind, id }) => entryOf(personId, kind, { consent: id, paper: paper !== null }),
        answer(_, { personId }) {
          announce(personId)
          return describe(personId)
        },
      }),
      'consent.importPapers': (input, caller) => {
        const rows = importPapers(context, input, caller)
        if (!input.preview && rows.some(({ outcome }) => outcome === 'recorded')) announce(null)
        return { rows }
      },
      'consent.withdraw': async ({ personId, alternative }, caller) => {
        const { record, templates, held, remains } = await withdrawConsent(
          context,
          { personId, alternative, place: caller.via },
          caller,
          () => announce(personId),
        )
        return { record, templates, held, remains }
      },
      ...withdrawingAtKiosk(context, visits, announce),
      'consent.setGuardian': audited('consent.guardian', {
        change: ({ personId, guardianSigns }: Parsed<'consent.setGuardian'>) => {
          store.people.get(personId)
          consents.setGuardianSigns(personId, guardianSigns)
        },
        entry: ({ personId, guardianSigns }) => ({ subject: `person ${personId}`, details: { guardianSigns } }),
        answer(_, { personId }) {
          announce(personId)
          return describe(personId)
        },
      }),
      'consent.ask': audited('consent.ask', {
        change({ personId }: Parsed<'consent.ask'>, { actor }) {
          store.people.get(personId)
          const code = String(randomInt(10 ** consentCodeDigits)).padStart(consentCodeDigits, '0')
          const until = (now() + codeHours * 3_600_000) as Instant
          consents.keepCode(personId, code, until, actor)
          return { code, until }
        },
        entry: ({ personId }) => ({ subject: `person ${personId}` }),
        answer: (made) => made,
      }),
      'consent.asked': ({ code, kiosk }) => {
        const until = findLock(kiosk)
        if (until !== null) return { kind: 'locked', until }
        const found = consents.findByCode(code)
        if (found === null) return { kind: 'wrong' }
        store.attempts.takeBack(consentCodeGuards(kiosk))
        return {
          kind: 'asked',
          name: store.people.get(found.personId).name,
          guardianSigns: consents.standingOf(found.personId).guardianSigns,
          textVersion: consenting.policy().policy.textVersion,
          texts: consenting.texts(),
        }
      },
      'consent.sign': ({ code, kiosk, ...statement }, caller: Caller) => {
        const until = findLock(kiosk)
        if (until !== null) return { kind: 'locked', until }
        const personId = store.transaction(() => {
          const found = consents.findByCode(code)
          if (found === null) return null
          const { kind, id } = consenting.record(
            found.personId,
            { ...statement, paper: null },
            { witness: found.witness, place: kiosk },
          )
          const details = entryOf(found.personId, kind, { consent: id, paper: false })
          store.audit.append({ ...caller, action: 'consent.record', ...details })
          return found.personId
        })
        if (personId === null) return { kind: 'wrong' }
        store.attempts.takeBack(consentCodeGuards(kiosk))
        announce(personId)
        return { kind: 'signed' }
      },
    },
  }
}
