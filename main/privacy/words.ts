import type { ConsentLanguage } from '../contract/consent.ts'
import type { PrivacyWords } from './privacy-words.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { ja } from './words/ja.ts'
import { zh } from './words/zh.ts'

export const privacyWords: Readonly<Record<ConsentLanguage, PrivacyWords>> = { en, zh, ja, de, es }
