import { grammarOf } from '../grammar.ts'

export const { list, numeral, plural } = grammarOf('zh')
