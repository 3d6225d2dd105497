import type { ConsentLanguage } from '../contract/consent.ts'
import type { RightsWords } from './rights-words.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { ja } from './words/ja.ts'
import { zh } from './words/zh.ts'

export const rightsWords: Readonly<Record<ConsentLanguage, RightsWords>> = { en, zh, ja, de, es }
