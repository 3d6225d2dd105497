import type { DamagedValues, DamageKind } from '../../main/contract/damages.ts'
import type { Notice } from '../../main/contract/notices.ts'

/** What is said of a notice; by a function where its details are part of the sentence. */
export type NoticeWords = Readonly<Record<Notice['code'], string | ((details: Notice['details']) => string)>>

/** What is said of damaged values of each kind; `of` are names, numbers or keys. */
export interface DamageWords {
  readonly kinds: Readonly<Record<DamageKind, (of: string) => string>>
  readonly documents: Readonly<Record<string, string>>
  /** Between two of a list, and between two sentences. */
  readonly comma: string
  readonly space: string
  readonly more: (count: string) => string
}

/** People named in one message; the others are counted. */
const maxNames = 8

/** The words of the notice `data-damaged`. */
export function damageText({ kinds, documents, comma, space, more }: DamageWords) {
  return ({ damages }: Readonly<Record<string, unknown>>): string =>
    (damages as DamagedValues[])
      .map(({ kind, of }) => {
        const names = kind === 'document' ? of.map((key) => documents[key] ?? key) : of
        const rest = names.length - maxNames
        const shown = rest > 0 ? [...names.slice(0, maxNames), more(String(rest))] : names
        return kinds[kind](shown.join(comma))
      })
      .join(space)
}
