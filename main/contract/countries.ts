import { z } from 'zod'
import type { Language } from './languages.ts'

/** Where an office may say that it is, so that Rollcall names the rules there for faces at work. */
export const countries = ['UK', 'EU', 'DE', 'FR', 'ES', 'US-IL', 'CN', 'JP'] as const
export const Country = z.enum(countries)
export type Country = z.infer<typeof Country>

/** What each is called. */
export const countryNames: Readonly<Record<Language, Readonly<Record<Country, string>>>> = {
  en: {
    UK: 'United Kingdom',
    EU: 'European Union',
    DE: 'Germany',
    FR: 'France',
    ES: 'Spain',
    'US-IL': 'Illinois (USA)',
    CN: 'China',
    JP: 'Japan',
  },
  de: {
    UK: 'Vereinigtes Königreich',
    EU: 'Europäische Union',
    DE: 'Deutschland',
    FR: 'Frankreich',
    ES: 'Spanien',
    'US-IL': 'Illinois (USA)',
    CN: 'China',
    JP: 'Japan',
  },
  es: {
    UK: 'Reino Unido',
    EU: 'Unión Europea',
    DE: 'Alemania',
    FR: 'Francia',
    ES: 'España',
    'US-IL': 'Illinois (EE. UU.)',
    CN: 'China',
    JP: 'Japón',
  },
  zh: {
    UK: '英国',
    EU: '欧盟',
    DE: '德国',
    FR: '法国',
    ES: '西班牙',
    'US-IL': '美国伊利诺伊州',
    CN: '中国',
    JP: '日本',
  },
  ja: {
    UK: 'イギリス',
    EU: '欧州連合（EU）',
    DE: 'ドイツ',
    FR: 'フランス',
    ES: 'スペイン',
    'US-IL': 'アメリカ・イリノイ州',
    CN: '中国',
    JP: '日本',
  },
}
