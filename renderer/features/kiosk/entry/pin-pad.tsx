import { useState } from 'react'
import { Button } from 'react-aria-components'
import { maxNumberLength } from '../../../../main/contract/limits.ts'
import { Icon } from '../../../components/icon.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import css from './entry.module.css'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
/** Employee numbers may have letters; capitals also find small ones where only one person fits. */
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ-']
const maxDigits = 10
const minDigits = 4

/** Asks for an employee number, then a PIN, by touch or by keyboard. */
export function PinPad(props: {
  /** Whether a PIN is enough without a number. */
  alone: boolean
  busy: boolean
  /** Why the last attempt found nobody. */
  refusal: string | null
  onEntered: (employeeNumber: string | null, pin: string) => void
}) {
  const { words } = useWords()
  const [step, setStep] = useState<'number' | 'pin'>('number')
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
        <span>{step === 'number' ? entry.numberHint : entry.pinHint}</span>
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
      <div className={css.pinKeys} data-letters={inLetters || undefined}>
        {(inLetters ? letters : digits).map((sign) => (
          <Button key={sign} className={css.pinKey!} onPress={() => setText(text + sign)}>
            {sign}
          </Button>
        ))}
        <Button
          className={`${css.pinKey} quiet`}
          aria-label={entry.backspace}
          onPress={() => setText(text.slice(0, -1))}
        >
          <Icon name="backspace" size={30} />
        </Button>
        {inLetters ? null : (
          <Button className={css.pinKey!} onPress={() => setText(`${text}0`)}>
            0
          </Button>
        )}
        <Button
          className={`${css.pinKey} ${css.go}`}
          type="submit"
          isDisabled={!ready}
          aria-label={step === 'number' ? entry.next : entry.enter}
        >
          <Icon name={step === 'number' ? 'right' : 'check'} size={30} />
        </Button>
      </div>
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
      {step === 'pin' ? (
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
