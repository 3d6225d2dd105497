import { useState } from 'react'
import type { Outside } from '../../../../main/contract/employment.ts'
import type { Instant } from '../../../../main/contract/entities.ts'
import { useWords } from '../../../messages/use-words.tsx'
import { useOutside } from './use-outside.ts'

type Refusal =
  | Outside
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'off' }
  | { readonly kind: 'short' }

/** Returns the words for a PIN that found nobody, or nobody who works here now. */
export function useRefusal(): readonly [string | null, (refusal: Refusal | null, alone: boolean) => void] {
  const { words, format } = useWords()
  const describeOutside = useOutside()
  const [text, setText] = useState<string | null>(null)
  return [
    text,
    (refusal, alone) => {
      const { entry } = words
      if (refusal === null) setText(null)
      else if (refusal.kind === 'locked') setText(entry.locked(format.time(refusal.until)))
      else if (refusal.kind === 'off') setText(entry.off)
      else if (refusal.kind === 'short') setText(entry.short)
      else if (refusal.kind !== 'wrong') setText(describeOutside(refusal).text)
      else setText(alone ? entry.wrongPin : entry.wrong)
    },
  ]
}
