import { useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './connections.module.css'

/** A text that is taken elsewhere: shown whole, and copied at a press. */
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
      // A window that may not write to the clipboard leaves the last step to the user.
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
