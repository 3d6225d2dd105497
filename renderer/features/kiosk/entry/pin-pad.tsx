import { useState } from 'react'
import { Button } from 'react-aria-components'
import { maxNumberLength } from '../../../../main/contract/limits.ts'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'
import { KeyGrid } from './key-grid.tsx'

const maxDigits = 10
const minDigits = 4

/** Asks for an employee number, unless somebody is known already, then a PIN, by touch or by keyboard. */
export function PinPad(props: {
  /** Whether a PIN is enough without a number. */
  alone: boolean
  /** The question for the PIN of somebody whose face is known, so that no number is asked for. */
  pinOf?: string | null
  busy: boolean
  /** Why the last attempt found nobody. */
  refusal: string | null
  onEntered: (employeeNumber: string | null, pin: string) => void
}) {
  const { words } = useWords()
  const { pinOf = null } = props
  const [step, setStep] = useState<'number' | 'pin'>(pinOf === null ? 'number' : 'pin')
  const [number, setNumber] = useState('')
  const [pin, setPin] = useState('')
  const [lettersShown, setLettersShown] = useState(false)
  const { entry } = words
  const text = step === 'number' ? number : pin
  const setText =
    step === 'number'
      ? (value: string) => setNumber(value.slice(0, maxNumberLength))
      : (value: string) => setPin(value.replace(/\D/g, '').slice(0, maxDigits))
  const inLetters = step === 'number' && lettersShown
  const ready = step === 'number' ? number.trim() !== '' : pin.length >= minDigits && !props.busy

  function go(): void {
    if (!ready) return
    if (step === 'number') {
      setStep('pin')
      return
    }
    props.onEntered(number.trim() === '' ? null : number.trim(), pin)
    setPin('')
  }
  return (
    <form
      className={css.pinPad}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <label className={css.pinField}>
        <span>{step === 'number' ? entry.numberHint : (pinOf ?? entry.pinHint)}</span>
        <input
          key={step}
          className={css.pinInput}
          type={step === 'number' ? 'text' : 'password'}
          inputMode="none"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <p className={css.pinRefusal} role="alert">
        {props.refusal}
      </p>
      <KeyGrid
        letters={inLetters}
        text={text}
        onText={setText}
        ready={ready}
        submit={step === 'number' ? { label: entry.next, icon: 'right' } : { label: entry.enter, icon: 'check' }}
      />
      {step === 'number' ? (
        <Button className={css.entryButton!} onPress={() => setLettersShown(!lettersShown)}>
          {lettersShown ? entry.toDigits : entry.toLetters}
        </Button>
      ) : null}
      {step === 'number' && props.alone ? (
        <Button
          className={css.entryButton!}
          onPress={() => {
            setNumber('')
            setStep('pin')
          }}
        >
          {entry.noNumber}
        </Button>
      ) : null}
      {step === 'pin' && pinOf === null ? (
        <Button
          className={css.entryButton!}
          onPress={() => {
            setNumber('')
            setPin('')
            setStep('number')
          }}
        >
          {entry.back}
        </Button>
      ) : null}
    </form>
  )
}
