import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { Keyboard, useTouched } from '../entry/keyboard.tsx'
import { LargeField } from '../entry/large-field.tsx'
import css from './consent.module.css'
import { charactersOf } from './sign-step.tsx'

/** Asks for the name of the parent or guardian, who signs next. */
export function GuardianName(props: { person: string; onBack: () => void; onNamed: (name: string) => void }) {
  const { words } = useWords()
  const [name, setName] = useState('')
  const touched = useTouched()
  return (
    <form
      className={css.signing}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') props.onNamed(name.trim())
      }}
    >
      <p className={entryCss.entryQuestion}>{words.consentKiosk.guardianTitle(props.person)}</p>
      <LargeField label={words.consentKiosk.guardianName} value={name} onChange={setName} touched={touched} autoFocus />
      <div className={css.ends}>
        <Button className={entryCss.wayButton!} onPress={props.onBack}>
          {words.entry.back}
        </Button>
        <Button className={entryCss.entryGo!} type="submit" isDisabled={name.trim() === ''}>
          {words.entry.next}
        </Button>
      </div>
      {touched ? <Keyboard characters={charactersOf(props.person)} /> : null}
    </form>
  )
}
