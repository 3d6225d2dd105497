import { useRef } from 'react'
import { useWords } from '../messages/use-words.tsx'
import { Button } from './button.tsx'
import css from './copy-field.module.css'
import { useSay } from './notices.tsx'

/** A text to be copied elsewhere, with a button that copies it. */
export function CopyField(props: { label: string; text: string }) {
  const { words } = useWords()
  const say = useSay()
  const input = useRef<HTMLTextAreaElement>(null)
  const { connections } = words
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.text)
      say('info', connections.copied)
    } catch {
      // Where the clipboard is not allowed, the selected text can be copied by hand.
      input.current?.select()
      say('warning', connections.copyByHand)
    }
  }
  return (
    <div className={css.copyField}>
      <textarea
        ref={input}
        className="input"
        aria-label={props.label}
        readOnly
        rows={2}
        value={props.text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onPress={() => void copy()}>{connections.copy}</Button>
    </div>
  )
}
