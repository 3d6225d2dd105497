import { createHash } from 'node:crypto'
import { type ConsentLanguage, type ConsentPolicy, type ConsentText, consentLanguages } from '../contract/consent.ts'
import { shippedTexts } from './shipped-texts.ts'

/** The texts in use: the office's own, and the shipped ones with its name in them. */
export function textsOf({ texts, operator }: ConsentPolicy): Record<ConsentLanguage, ConsentText> {
  const entries = consentLanguages.map((language) => [
    language,
    texts[language] ?? fillIn(shippedTexts[language], operator),
  ])
  return Object.fromEntries(entries) as Record<ConsentLanguage, ConsentText>
}

function fillIn({ title, body, nobody }: (typeof shippedTexts)[ConsentLanguage], operator: string): ConsentText {
  return { title, body: body.replaceAll('{operator}', operator === '' ? nobody : operator) }
}

/** SHA-256 of a text, in hexadecimal digits: what a record says was read. */
export function hashText({ title, body }: ConsentText): string {
  return createHash('sha256').update(`${title}\n\n${body}`).digest('hex')
}
