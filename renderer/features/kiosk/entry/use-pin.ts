import { useState } from 'react'
import type { Instant } from '../../../../main/contract/entities.ts'
import { useWords } from '../../../messages/use-words.tsx'

type Refusal =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'off' }
  | { readonly kind: 'short' }

/** Returns the words for a PIN that found nobody. */
export function useRefusal(): readonly [string | null, (refusal: Refusal | null, alone: boolean) => void] {
  const { words, format } = useWords()
  const [text, setText] = useState<string | null>(null)
  return [
    text,
    (refusal, alone) => {
      const { entry } = words
      if (refusal === null) setText(null)
      else if (refusal.kind === 'locked') setText(entry.locked(format.time(refusal.until)))
      else if (refusal.kind === 'off') setText(entry.off)
      else if (refusal.kind === 'short') setText(entry.short)
      else setText(alone ? entry.wrongPin : entry.wrong)
    },
  ]
}
