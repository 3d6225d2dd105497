import { type FormEvent, useState } from 'react'
import { Button } from 'react-aria-components'
import { Segments } from '../../../components/choice.tsx'
import { useWords } from '../../../messages/use-words.tsx'
import entryCss from '../entry/entry.module.css'
import { Keyboard, useTouched } from '../entry/keyboard.tsx'
import { LargeField } from '../entry/large-field.tsx'
import css from './consent.module.css'
import { SignaturePad } from './signature-pad.tsx'
import { isSignature, type Stroke } from './strokes.ts'

/** The name of whoever signed, and how they did. */
export type Signature =
  | { readonly kind: 'drawn'; readonly name: string; readonly strokes: readonly Stroke[] }
  | { readonly kind: 'typed'; readonly name: string }

/** Lets somebody sign, by a drawing or by typing their name. */
export function SignStep(props: {
  title: string
  /** The name of whoever signs. */
  name: string
  /** What they have typed already. */
  typed: string
  busy: boolean
  submit: string
  onBack: () => void
  onSigned: (signature: Signature) => void
}) {
  const { words } = useWords()
  const { consentKiosk, entry } = words
  const [way, setWay] = useState<Signature['kind']>('drawn')
  const [typed, setTyped] = useState(props.typed)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const touched = useTouched()
  const name = way === 'typed' ? typed.trim() : props.name
  const ready = name !== '' && (way === 'typed' || isSignature(strokes)) && !props.busy

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (ready) props.onSigned(way === 'drawn' ? { kind: 'drawn', name, strokes } : { kind: 'typed', name })
  }
  return (
    <form className={css.signing} onSubmit={submit}>
      <p className={entryCss.entryQuestion}>{props.title}</p>
      <Segments
        label={consentKiosk.way}
        options={(['drawn', 'typed'] as const).map((value) => ({ value, label: consentKiosk.ways[value] }))}
        value={way}
        onChange={setWay}
      />
      {way === 'typed' ? (
        <LargeField label={consentKiosk.typedName} value={typed} onChange={setTyped} touched={touched} autoFocus />
      ) : (
        <SignaturePad label={consentKiosk.pad} strokes={strokes} onChange={setStrokes} />
      )}
      <div className={css.ends}>
        <Button className={entryCss.wayButton!} isDisabled={props.busy} onPress={props.onBack}>
          {entry.back}
        </Button>
        <Button className={entryCss.entryGo!} type="submit" isDisabled={!ready}>
          {props.submit}
        </Button>
      </div>
      {way === 'typed' && touched ? <Keyboard characters={charactersOf(props.name)} /> : null}
    </form>
  )
}

/** The characters of a name that the keyboard has no keys for. */
export function charactersOf(name: string): string[] {
  return [...new Set(name.match(/[^\p{Script=Latin}\p{P}\s]/gu) ?? [])]
}
