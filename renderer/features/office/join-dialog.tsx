import { useState } from 'react'
import { FormWindow } from '../../components/form-window.tsx'
import { isShown, useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'

/** Takes the code that another station has made. */
export function JoinDialog(props: { onClose: () => void }) {
  const { words } = useWords()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const join = useChange('office.join', { done: props.onClose, failed: isShown })
  const text = words.office
  const problem =
    join.error !== null ? errorWords(words, join.error) : tried && code.trim() === '' ? text.codeRequired : null
  return (
    <FormWindow
      title={text.join}
      action={text.join}
      busy={join.isPending}
      onSubmit={() => {
        setTried(true)
        if (code.trim() !== '') join.mutate({ code })
      }}
      onClose={props.onClose}
    >
      <p className="soft">{text.joinText}</p>
      <label className={css.certificate}>
        <span className="field-label">{text.code}</span>
        <textarea
          className="input"
          rows={5}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the only field of a window that was just asked for
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </FormWindow>
  )
}
