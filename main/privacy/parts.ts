import type { ConsentLanguage } from '../contract/consent.ts'
import { assertNever } from '../contract/errors.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import { languageRow } from '../contract/languages.ts'
import { lookWaitDays } from '../contract/looks.ts'
import type { PagePart } from '../contract/privacy.ts'
import { datedKinds } from '../contract/retention.ts'
import { categories } from './categories.ts'
import { type PrivacyFacts, type Recipient, strangerDays } from './facts.ts'
import type { PartName, PrivacyWords } from './privacy-words.ts'

/** What stands in a chapter, below its title. */
export type Content = Partial<Omit<PagePart, 'title'>>

/** Writes one chapter of a document. */
export type PartWriter<F extends PrivacyFacts> = (facts: F, words: PrivacyWords, language: ConsentLanguage) => Content

/** The chapters of the notice and of the policy; the assessment has more. */
export const commonParts = {
  office: ({ policy: { operator, address, contact, noticeUrl } }, { labels, unstated }) => ({
    table: {
      head: [],
      rows: [
        [labels.name, operator || unstated],
        [labels.address, address || unstated],
        [labels.contact, contact || unstated],
        ...(noticeUrl === null ? [] : [[labels.url, noticeUrl]]),
      ],
    },
  }),
  purpose: (_, { purpose }) => ({ paragraphs: [...purpose] }),
  basis: ({ policy: { basis, otherBasis, graceUntil }, made, zone }, { bases }, language) => {
    if (basis === 'other') return { paragraphs: [bases.other(otherBasis)] }
    if (basis === 'undecided') return { paragraphs: [bases.undecided] }
    const isOpen = graceUntil !== null && graceUntil > made
    return { paragraphs: [bases.consent, ...(isOpen ? [bases.grace(writeTime(graceUntil, zone, language))] : [])] }
  },
  data: (_, { categories: named, labels }) => ({
    table: {
      head: [labels.what, labels.about],
      rows: categories.map((category) => [named[category].title, named[category].text]),
    },
  }),
  recognition: ({ model }, { recognition }) => ({ paragraphs: [...recognition(model)] }),
  others: (facts, { strangers, guests, noGuests }) => ({
    paragraphs: [
      strangers(strangerDays(facts)),
      facts.kiosks.some((kiosk) => kiosk.guests) ? guests(facts.settings.retention.guests) : noGuests,
    ],
  }),
  alternatives: ({ kiosks }, words, language) => ({ paragraphs: [waysOf(kiosks, words, language), words.alternative] }),
  retention: (facts, { after, retention, kept, keeping, labels }) => {
    const { policy, settings } = facts
    return {
      table: {
        head: [labels.what, labels.howLong],
        rows: [
          ...datedKinds.map((kind) => [retention[kind], after(settings.retention[kind])]),
          [kept.person, keeping.person],
          [kept.consents, keeping.consents],
          [kept.strangers, strangerDays(facts) === 0 ? keeping.noStrangers : after(strangerDays(facts))],
          ...(settings.asksForLooks ? [[kept.looks, keeping.looks(lookWaitDays)]] : []),
          ...(policy.basis === 'consent' ? [[kept.held, keeping.held(policy.holdDays)]] : []),
          [kept.exports, keeping.exports(settings.exportDays)],
          [kept.backups, settings.backupMinute === null ? keeping.manualBackups : keeping.backups],
        ],
      },
    }
  },
  erasure: (_, { erasure }) => ({ paragraphs: [...erasure] }),
  recipients: ({ recipients }, words) => recipientsOf(recipients, words, () => null),
  rights: ({ policy: { basis, contact, operator } }, words) => ({
    paragraphs: [
      ...words.rights,
      ...(basis === 'consent' ? [words.withdraw] : []),
      words.complain,
      ...(contact === '' && operator === '' ? [] : [words.contact(contact || operator)]),
    ],
  }),
  security: ({ access }, { security, signIn }) => ({ paragraphs: [...security, signIn[access]] }),
} as const satisfies Partial<Record<PartName, PartWriter<PrivacyFacts>>>

function waysOf(kiosks: readonly KioskSetup[], { pins }: PrivacyWords, language: ConsentLanguage): string {
  const taking = kiosks.filter(({ pin }) => pin !== 'off').map(({ name }) => name)
  if (taking.length === kiosks.length) return pins.everywhere
  return taking.length === 0 ? pins.nowhere : pins.at(listOf(taking, language))
}

/**
 * Who gets what.
 * @param nameFolder what is said of a folder; null where the path is not told, as to the public
 */
export function recipientsOf(
  recipients: readonly Recipient[],
  { recipients: words, labels }: PrivacyWords,
  nameFolder: (path: string) => string | null,
): Content {
  function describe(recipient: Recipient): readonly [name: string, gets: string] {
    switch (recipient.kind) {
      case 'webhook':
        return [recipient.host, words.gets.webhook(recipient.active)]
      case 'program':
        return [recipient.name, words.gets.program(recipient.scopes.map((scope) => words.scopes[scope]).join(', '))]
      case 'identityProvider':
        return [`${recipient.name} (${recipient.host})`, words.gets.identityProvider]
      case 'office':
        return [recipient.host, words.gets.office]
      case 'heads':
      case 'backups':
        return [nameFolder(recipient.folder) ?? '', words.gets[recipient.kind]]
      default:
        return assertNever(recipient)
    }
  }
  const rows = recipients.map((recipient) => {
    const [name, gets] = describe(recipient)
    return [[words.kinds[recipient.kind], name].filter(Boolean).join(': '), gets]
  })
  return rows.length === 0
    ? { paragraphs: [words.none, words.exports] }
    : { paragraphs: [words.exports], table: { head: [labels.who, labels.gets], rows } }
}

export const writeTime = (at: number, timeZone: string, language: ConsentLanguage) =>
  new Intl.DateTimeFormat(languageRow(language).locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)

export const listOf = (names: readonly string[], language: ConsentLanguage) =>
  new Intl.ListFormat(languageRow(language).locale).format(names)
