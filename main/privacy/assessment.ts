import type { ConsentLanguage } from '../contract/consent.ts'
import { countryNames } from '../contract/countries.ts'
import { languageRow } from '../contract/languages.ts'
import type { PrivacyPage } from '../contract/privacy.ts'
import { roles } from '../contract/roles.ts'
import { accessTable } from './access-table.ts'
import { pageOf } from './documents.ts'
import type { AssessmentFacts } from './facts.ts'
import { type Content, commonParts, listOf, recipientsOf } from './parts.ts'
import type { PartName, PrivacyWords } from './privacy-words.ts'
import { judgeRules } from './rules.ts'
import { privacyWords } from './words.ts'

type PartWriter = (facts: AssessmentFacts, words: PrivacyWords, language: ConsentLanguage) => Content

/** What only the assessment has, or tells in more detail. */
const ownParts = {
  system: (facts, { labels, livenessModes, introduction, noAdvice, keyBesideData }, language) => ({
    paragraphs: [introduction, noAdvice],
    table: {
      head: [],
      rows: [
        [labels.version, facts.version],
        [labels.model, facts.model],
        [labels.licence, facts.licence],
        ...(facts.processor === null ? [] : [[labels.processor, facts.processor]]),
        [labels.people, String(facts.people)],
        [labels.templates, String(facts.templates)],
        [
          labels.kiosks,
          listOf(
            facts.kiosks.map(({ name }) => name),
            language,
          ),
        ],
        [labels.threshold, numberIn(language).format(facts.errors.threshold)],
        [labels.liveness, livenessModes[facts.settings.liveness]],
        [labels.key, keyBesideData(facts.keyBesideData)],
      ],
    },
  }),
  flows: (_, { flows, labels }) => ({
    table: { head: [labels.from, labels.to, labels.what], rows: flows.map((row) => [...row]) },
  }),
  recipients: ({ recipients }, words) => recipientsOf(recipients, words, words.folder),
  access: (_, { labels, roles: named, capabilities }) => ({
    table: {
      head: [labels.what, ...roles.map((role) => named[role])],
      rows: accessTable().map(([each, may]) => [capabilities[each], ...may.map((can) => (can ? '✓' : '–'))]),
    },
  }),
  errors: ({ errors: found }, { errors }, language) => {
    const share = new Intl.NumberFormat(languageRow(language).locale, {
      style: 'percent',
      maximumSignificantDigits: 2,
    })
    const { strangersNamed, pairsConfused, missed } = found
    return {
      paragraphs: [
        errors.measured(found.people, found.templates, found.pairs),
        ...(strangersNamed === null || pairsConfused === null
          ? [errors.tooFew]
          : [errors.fpir(share.format(strangersNamed)), errors.fmr(share.format(pairsConfused))]),
        ...(missed === null ? [] : [errors.fnir(share.format(missed))]),
        ...(found.ownPairs === 0 ? [errors.tooFewOfOne] : []),
        ...(found.reference === null ? [] : [errors.reference(found.reference)]),
        errors.field,
      ],
    }
  },
  notDone: (_, { notDone }) => ({ paragraphs: [...notDone] }),
  risks: (_, { risks, labels }) => ({
    table: { head: [labels.risk, labels.measure], rows: risks.map((row) => [...row]) },
  }),
  rules: (facts, { labels, rules, states, noCountry, noAdvice }, language) => {
    const { country } = facts.policy
    if (country === null) return { paragraphs: [noCountry] }
    return {
      paragraphs: [`${countryNames[language][country]}. ${noAdvice}`],
      table: {
        head: [labels.rule, labels.state, labels.source, labels.checked],
        rows: judgeRules(country, facts).map(({ id, state, source, checked }) => [
          `${rules[id].title}\n${rules[id].text}`,
          states[state],
          source,
          checked,
        ]),
      },
    }
  },
  open: (facts, words) => ({
    table: {
      head: [words.labels.what, words.labels.answer],
      rows: [...brokenRules(facts, words), ...words.open].map((question) => [question, '\n\n']),
    },
  }),
} as const satisfies Partial<Record<PartName, PartWriter>>

function brokenRules(facts: AssessmentFacts, { rules, openBroken }: PrivacyWords): string[] {
  const { country } = facts.policy
  const broken = country === null ? [] : judgeRules(country, facts).filter(({ state }) => state === 'broken')
  return broken.length === 0 ? [] : [openBroken(broken.map(({ id }) => rules[id].title).join('; '))]
}

const numberIn = (language: ConsentLanguage) =>
  new Intl.NumberFormat(languageRow(language).locale, { maximumFractionDigits: 3 })

const writers = { ...commonParts, ...ownParts } as const satisfies Partial<Record<PartName, PartWriter>>
const chapters = [
  ...(['system', 'office', 'purpose', 'basis', 'flows', 'data', 'recognition', 'others'] as const),
  ...(['retention', 'erasure', 'recipients', 'access', 'errors', 'alternatives'] as const),
  ...(['notDone', 'security', 'risks', 'rules', 'rights', 'open'] as const),
]

/** Makes the papers for a data protection officer and a works council from what is in force. */
export function assessmentPage(facts: AssessmentFacts, language: ConsentLanguage): PrivacyPage {
  const words = privacyWords[language]
  const parts = chapters.map((name) => [name, writers[name](facts, words, language)] as const)
  return pageOf(words.documents.assessment, parts, facts, language)
}
