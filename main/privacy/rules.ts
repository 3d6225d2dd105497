import type { Country } from '../contract/countries.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import type { LegalBasis } from '../contract/legal-basis.ts'
import type { RuleState } from '../contract/privacy.ts'
import type { RetentionDays } from '../contract/retention.ts'
import { type PrivacyFacts, strangerDays } from './facts.ts'

export type RuleId =
  | 'office-named'
  | 'basis-named'
  | 'consent-first'
  | 'consent-doubtful'
  | 'no-working-time'
  | 'justify-face'
  | 'other-way'
  | 'strangers-not-kept'
  | 'leavers-erased'
  | 'three-years'
  | 'public-policy'
  | 'works-council'
  | 'assessment'
  | 'guardians'
  | 'on-device'
  | 'filing'
  | 'purpose-told'
  | 'no-emotion'
  | 'named-accounts'

/** What a country's rules may change. */
export interface Changeable {
  readonly basis: LegalBasis
  readonly visitorDays: number
  readonly retention: RetentionDays
  readonly kiosks: readonly KioskSetup[]
}

/** One rule's changes. */
export interface Step {
  readonly rule: RuleId
  readonly before: Changeable
  readonly after: Changeable
}

interface Rule {
  readonly judge: (facts: PrivacyFacts) => RuleState
  /** Changes what has to be changed so that it is kept, as far as Rollcall can. */
  readonly mend?: (now: Changeable) => Changeable
}

const keptIf = (kept: boolean): RuleState => (kept ? 'kept' : 'broken')
const forOffice = { judge: () => 'office' } as const satisfies Rule
const yearDays = 365
const maxDaysAfterLastVisit = 3 * yearDays
/** From this number of people on, China asks to register. */
const filingPeople = 100_000

const withinThreeYears = (days: number | null) => days !== null && days <= maxDaysAfterLastVisit

const rules: Readonly<Record<RuleId, Rule>> = {
  'office-named': {
    judge: ({ policy: { operator, address, contact } }) =>
      keptIf([operator, address, contact].every((text) => text !== '')),
  },
  'basis-named': { judge: ({ policy: { basis } }) => keptIf(basis !== 'undecided') },
  'consent-first': {
    judge: ({ policy: { basis } }) => keptIf(basis === 'consent'),
    mend: (now) => ({ ...now, basis: 'consent' }),
  },
  'consent-doubtful': { judge: ({ policy: { basis } }) => (basis === 'other' ? 'office' : 'broken') },
  'no-working-time': { judge: () => 'broken' },
  'justify-face': forOffice,
  'other-way': {
    judge: ({ kiosks }) => keptIf(kiosks.every(({ pin }) => pin !== 'off')),
    mend: (now) => ({
      ...now,
      kiosks: now.kiosks.map((kiosk) => (kiosk.pin === 'off' ? { ...kiosk, pin: 'number' } : kiosk)),
    }),
  },
  'strangers-not-kept': {
    judge: (facts) => keptIf(strangerDays(facts) === 0),
    mend: (now) => ({ ...now, visitorDays: 0 }),
  },
  'leavers-erased': {
    judge: ({ settings: { retention } }) => keptIf(retention.leavers !== null),
    mend: (now) => ({ ...now, retention: { ...now.retention, leavers: now.retention.leavers ?? 0 } }),
  },
  'three-years': {
    judge: ({ settings: { retention } }) =>
      keptIf(withinThreeYears(retention.leavers) && withinThreeYears(retention.unseen)),
    mend: (now) => ({
      ...now,
      retention: {
        ...now.retention,
        leavers: withinThreeYears(now.retention.leavers) ? now.retention.leavers : 0,
        unseen: withinThreeYears(now.retention.unseen) ? now.retention.unseen : maxDaysAfterLastVisit,
      },
    }),
  },
  'public-policy': { judge: ({ policy: { noticeUrl } }) => keptIf(noticeUrl !== null) },
  'works-council': forOffice,
  assessment: forOffice,
  guardians: forOffice,
  // Folders may lie in the office or elsewhere; only the office knows.
  'on-device': {
    judge: ({ recipients }) => (recipients.some(({ kind }) => kind === 'backups') ? 'office' : 'kept'),
  },
  filing: { judge: ({ people }) => keptIf(people < filingPeople) },
  // The kiosk says it whatever the settings are.
  'purpose-told': { judge: () => 'kept' },
  'no-emotion': { judge: () => 'kept' },
  'named-accounts': { judge: ({ access }) => keptIf(access === 'accounts') },
}

interface Sourced {
  readonly id: RuleId
  /** The law or authority in its own words. */
  readonly source: string
  readonly checked: string
}

/** When the sources were last looked up. */
const checked = '2026-11'
const from = (id: RuleId, source: string): Sourced => ({ id, source, checked })

/** Of the GDPR, by the name that a country has for it. */
const gdpr = (name: string, article: (number: string) => string, freely: string): readonly Sourced[] => [
  from('office-named', `${name}, ${article('13 (1)')}`),
  from('basis-named', `${name}, ${article('9 (2)')}`),
  from('other-way', freely),
  from('strangers-not-kept', `${name}, ${article('5 (1) (c)')}`),
  from('leavers-erased', `${name}, ${article('5 (1) (e)')}, ${article('17')}`),
  from('named-accounts', `${name}, ${article('32')}`),
  from('assessment', `${name}, ${article('35')}`),
]
const european = (name: string, article: (number: string) => string): readonly Sourced[] => [
  ...gdpr(name, article, `${name}, ${article('7 (4)')}`),
  from('no-emotion', 'Regulation (EU) 2024/1689, art. 5 (1) (f)'),
]

/** What each country's law and authorities ask for, as far as settings or the office can answer it. */
export const countryRules: Readonly<Record<Country, readonly Sourced[]>> = {
  UK: gdpr('UK GDPR', (number) => `art. ${number}`, 'ICO, Serco Leisure, enforcement notice of 19 February 2024'),
  EU: european('GDPR', (number) => `art. ${number}`),
  DE: [from('works-council', '§ 87 Abs. 1 Nr. 6 BetrVG'), ...european('DSGVO', (number) => `Art. ${number}`)],
  FR: [
    from('no-working-time', 'CNIL, délibération n° 2019-001 du 10 janvier 2019 (règlement type biométrie)'),
    from('justify-face', 'CNIL, délibération n° 2019-001 du 10 janvier 2019 (règlement type biométrie)'),
    ...european('RGPD', (number) => `art. ${number}`),
  ],
  ES: [
    from(
      'consent-doubtful',
      'AEPD, Guía sobre tratamientos de control de presencia mediante sistemas biométricos, noviembre de 2023, V',
    ),
    ...european('RGPD', (number) => `art. ${number}`),
  ],
  'US-IL': [
    from('consent-first', '740 ILCS 14/15 (b)'),
    from('public-policy', '740 ILCS 14/15 (a)'),
    from('three-years', '740 ILCS 14/15 (a)'),
    from('strangers-not-kept', '740 ILCS 14/15 (b)'),
  ],
  CN: [
    from('consent-first', '《人脸识别技术应用安全管理办法》（2025-06-01 施行）；《个人信息保护法》第二十九条'),
    from('other-way', '《人脸识别技术应用安全管理办法》'),
    from('on-device', '《人脸识别技术应用安全管理办法》'),
    from('office-named', '《个人信息保护法》第十七条'),
    from('public-policy', '《个人信息保护法》第十七条'),
    from('leavers-erased', '《人脸识别技术应用安全管理办法》'),
    from('strangers-not-kept', '《人脸识别技术应用安全管理办法》'),
    from('guardians', '《人脸识别技术应用安全管理办法》；《个人信息保护法》第三十一条'),
    from('assessment', '《人脸识别技术应用安全管理办法》；《个人信息保护法》第五十五条'),
    from('filing', '《人脸识别技术应用安全管理办法》'),
  ],
  JP: [
    from('purpose-told', '個人情報保護法第 21 条；個人情報保護委員会 Q&A 1-14'),
    from('office-named', '個人情報保護法第 32 条'),
    from('leavers-erased', '個人情報保護法第 22 条'),
  ],
}

/** How far each rule of a country is kept. */
export function judgeRules(country: Country, facts: PrivacyFacts): (Sourced & { readonly state: RuleState })[] {
  return countryRules[country].map((rule) => ({ ...rule, state: rules[rule.id].judge(facts) }))
}

/** What is changed so that the rules of a country are kept, one rule after the other. */
export function mendRules(country: Country, now: Changeable): { readonly after: Changeable; readonly steps: Step[] } {
  let after = now
  const steps = countryRules[country].map(({ id: rule }) => {
    const before = after
    after = rules[rule].mend?.(before) ?? before
    return { rule, before, after }
  })
  return { after, steps }
}
