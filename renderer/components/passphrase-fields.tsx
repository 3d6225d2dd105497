import { useState } from 'react'
import { useWords } from '../messages/use-words.tsx'
import { ValueInput } from './value-input.tsx'

/** A new passphrase, typed twice. */
export interface NewPassphrase {
  readonly value: string
  /** Whether both are the same and not empty; says so at the field otherwise. */
  check(): boolean
  readonly fields: React.ReactNode
}

/** @param hint says what a good one is; that of an account when left out */
export function useNewPassphrase(hint?: string): NewPassphrase {
  const { words } = useWords()
  const [value, setValue] = useState('')
  const [again, setAgain] = useState('')
  const [differs, setDiffers] = useState(false)
  const text = words.accounts
  return {
    value,
    check() {
      setDiffers(value !== again)
      return value !== '' && value === again
    },
    fields: (
      <>
        <ValueInput
          label={text.newPassphrase}
          type="password"
          value={value}
          onChange={setValue}
          required={text.passphraseRequired}
          hint={hint ?? text.passphraseHint}
        />
        <ValueInput
          label={text.passphraseAgain}
          type="password"
          value={again}
          onChange={(typed) => {
            setAgain(typed)
            setDiffers(false)
          }}
          error={differs ? text.passphrasesDiffer : null}
        />
      </>
    ),
  }
}
