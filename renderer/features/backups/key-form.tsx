import { type FormEvent, useState } from 'react'
import { FileTrigger, Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import type { BackupKey } from '../../../main/contract/restore.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './restore.module.css'

type Way = Exclude<BackupKey['kind'], 'own'>

const ways: readonly Way[] = ['recovery-key', 'file', 'passphrase']

/** Asks for the key of a backup or of the data: typed, as a file, or as a passphrase. */
export function KeyForm(props: {
  /** Whether a passphrase opens them; null when that is unknown. */
  passphrase: boolean | null
  /** Label of the button. */
  action: string
  busy: boolean
  onKey: (key: BackupKey) => void
}) {
  const { words } = useWords()
  const [way, setWay] = useState<Way>(props.passphrase === true ? 'passphrase' : 'recovery-key')
  const [typed, setTyped] = useState('')
  const text = words.restore

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (way === 'passphrase') props.onKey({ kind: way, passphrase: typed })
    if (way === 'recovery-key') props.onKey({ kind: way, text: typed })
  }

  async function read(file: File | undefined): Promise<void> {
    // A longer file is not a key, which the engine then says.
    if (file !== undefined)
      props.onKey({ kind: 'file', bytes: new Uint8Array(await file.slice(0, 4096).arrayBuffer()) })
  }

  return (
    <form className={css.keyForm} onSubmit={submit}>
      <Segments
        label={text.keyKind}
        options={ways.map((value) => ({ value, label: text.keyKinds[value] }))}
        value={way}
        onChange={(chosen) => {
          setWay(chosen)
          setTyped('')
        }}
      />
      {way === 'file' ? (
        <>
          <p className="soft small">{text.keyFileHint}</p>
          <div>
            <FileTrigger onSelect={(files) => void read(files?.[0])}>
              <Button isDisabled={props.busy}>{text.choose}</Button>
            </FileTrigger>
          </div>
        </>
      ) : (
        <>
          <TextField
            className="field"
            type={way === 'passphrase' ? 'password' : 'text'}
            value={typed}
            onChange={setTyped}
          >
            <Label>{text.keyKinds[way]}</Label>
            {way === 'passphrase' ? (
              <Input className="input" autoComplete="off" maxLength={1024} />
            ) : (
              <TextArea className="input" rows={4} spellCheck={false} autoComplete="off" maxLength={1024} />
            )}
            <Text slot="description" className="field-hint">
              {way === 'passphrase' ? text.passphraseHint : text.recoveryKeyHint}
            </Text>
          </TextField>
          <div>
            <Button type="submit" look="primary" isDisabled={typed.trim() === ''} isPending={props.busy}>
              {props.action}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
