import { useState } from 'react'
import { ValueInput } from '../../components/value-input.tsx'
import { useWords } from '../../messages/use-words.tsx'

/** A new passphrase, typed twice. */
export interface NewPassphrase {
  readonly value: string
  /** Whether both are the same and not empty; says so at the field otherwise. */
  check(): boolean
  readonly fields: React.ReactNode
}

export function useNewPassphrase(): NewPassphrase {
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
          hint={text.passphraseHint}
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
