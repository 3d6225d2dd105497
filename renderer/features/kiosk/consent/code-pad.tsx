import { useState } from 'react'
import { consentCodeDigits } from '../../../../main/contract/consent.ts'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { KeyGrid } from '../entry/key-grid.tsx'

/** Asks for the code that the office has given somebody who signs. */
export function CodePad(props: { busy: boolean; refusal: string | null; onEntered: (code: string) => void }) {
  const { words } = useWords()
  const [code, setCode] = useState('')
  const ready = code.length === consentCodeDigits && !props.busy
  const change = (text: string) => setCode(text.replace(/\D/g, '').slice(0, consentCodeDigits))
  return (
    <form
      className={entryCss.pinPad}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        props.onEntered(code)
        setCode('')
      }}
    >
      <label className={entryCss.pinField}>
        <span>{words.consentKiosk.codeHint}</span>
        <input
          className={entryCss.pinInput}
          inputMode="none"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
          autoFocus
          value={code}
          onChange={(event) => change(event.target.value)}
        />
      </label>
      <p className={entryCss.pinRefusal} role="alert">
        {props.refusal}
      </p>
      <KeyGrid
        letters={false}
        text={code}
        onText={change}
        ready={ready}
        submit={{ label: words.entry.next, icon: 'right' }}
      />
    </form>
  )
}
