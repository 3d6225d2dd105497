import type { ConsentLanguage } from '../contract/consent.ts'
import { languageRow } from '../contract/languages.ts'
import type { PagePart, PrivacyPage } from '../contract/privacy.ts'
import { escapeMarkup } from '../text/markup.ts'
import { pageEnd, pageHead } from '../text/printed-page.ts'
import type { PrivacyFacts } from './facts.ts'
import { type Content, commonParts, writeTime } from './parts.ts'
import type { PartName } from './privacy-words.ts'
import { privacyWords } from './words.ts'

type CommonPart = keyof typeof commonParts

/** The chapters of what everybody may read, in their order. */
const chapters = {
  notice: [
    ...(['office', 'purpose', 'basis', 'data', 'recognition', 'others', 'alternatives'] as const),
    ...(['retention', 'recipients', 'rights', 'security'] as const),
  ],
  retention: ['office', 'purpose', 'basis', 'retention', 'erasure', 'recipients', 'rights'],
} as const satisfies Record<string, readonly CommonPart[]>

/** Makes the notice or the policy from what is in force. */
export function publicPage(
  document: keyof typeof chapters,
  facts: PrivacyFacts,
  language: ConsentLanguage,
): PrivacyPage {
  const words = privacyWords[language]
  const parts: readonly CommonPart[] = chapters[document]
  return pageOf(
    words.documents[document],
    parts.map((name) => [name, commonParts[name](facts, words, language)]),
    facts,
    language,
  )
}

/** Puts chapters below a title. */
export function pageOf(
  title: string,
  parts: readonly (readonly [PartName, Content])[],
  { made, zone }: Pick<PrivacyFacts, 'made' | 'zone'>,
  language: ConsentLanguage,
): PrivacyPage {
  const words = privacyWords[language]
  return {
    title,
    made: words.made(writeTime(made, zone, language)),
    parts: parts.map(([name, content]) => ({ paragraphs: [], table: null, ...content, title: words.parts[name] })),
  }
}

/** A document as HTML, chapter by chapter; everything in it is escaped. */
export function* pageMarkup({ title, made, parts }: PrivacyPage, language: ConsentLanguage): Generator<string> {
  yield pageHead({ locale: languageRow(language).locale, title, made })
  for (const part of parts) yield partMarkup(part)
  yield pageEnd
}

function partMarkup({ title, paragraphs, table }: PagePart): string {
  return [
    `<h2>${escapeMarkup(title)}</h2>`,
    ...paragraphs.map((text) => `<p class="lines">${escapeMarkup(text)}</p>`),
    table === null ? '' : tableMarkup(table),
  ].join('')
}

function tableMarkup({ head, rows }: NonNullable<PagePart['table']>): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((text) => `<${tag}${tag === 'th' ? ' scope="col"' : ' class="lines"'}>${escapeMarkup(text)}</${tag}>`)
  const top = head.length === 0 ? '' : `<thead><tr>${cells('th', head).join('')}</tr></thead>`
  return `<table>${top}<tbody>${rows.map((row) => `<tr>${cells('td', row).join('')}</tr>`).join('')}</tbody></table>`
}
