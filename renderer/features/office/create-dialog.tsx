import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { FormWindow } from '../../components/form-window.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { isShown, useChange } from '../../data/use-change.ts'
import { useSettings } from '../../data/use-settings.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'

/** Asks where the PostgreSQL is and what office and station are called. */
export function CreateDialog(props: { onKey: (key: Output<'office.recoveryKey'>) => void; onClose: () => void }) {
  const { words } = useWords()
  const { kiosk } = useSettings()
  const [address, setAddress] = useState('')
  const [password, setPassword] = useState('')
  const [certificate, setCertificate] = useState('')
  const [office, setOffice] = useState('')
  const [station, setStation] = useState(() => kioskLabel(kiosk, words))
  const [tried, setTried] = useState(false)
  const create = useChange('office.create', {
    done({ recoveryKey }) {
      props.onClose()
      props.onKey(recoveryKey)
    },
    failed: isShown,
  })
  const text = words.office
  const isAddress = isServerAddress(address)
  return (
    <FormWindow
      title={text.create}
      action={text.create}
      busy={create.isPending}
      onSubmit={() => {
        setTried(true)
        if (!isAddress) return
        create.mutate({ address, password, certificate: certificate.trim() || null, office, station })
      }}
      onClose={props.onClose}
    >
      <p className="soft">{text.createText}</p>
      <ValueInput
        label={text.address}
        type="text"
        value={address}
        onChange={setAddress}
        hint={text.addressHint}
        error={tried && !isAddress ? text.addressWrong : null}
        autoFocus
      />
      <ValueInput label={text.password} type="password" value={password} onChange={setPassword} />
      <ValueInput
        label={text.officeName}
        type="text"
        value={office}
        onChange={setOffice}
        required={text.nameRequired}
      />
      <ValueInput
        label={text.stationName}
        type="text"
        value={station}
        onChange={setStation}
        required={text.nameRequired}
      />
      <label className={css.certificate}>
        <span className="field-label">{text.certificate}</span>
        <textarea
          className="input"
          rows={2}
          spellCheck={false}
          value={certificate}
          onChange={(event) => setCertificate(event.currentTarget.value)}
        />
        <span className="field-hint">{text.certificateHint}</span>
      </label>
      {create.error === null ? null : (
        <p className="field-error" role="alert">
          {errorWords(words, create.error)}
        </p>
      )}
    </FormWindow>
  )
}

/** Checks an address before the engine does: it names servers, or a folder of sockets, and a database. */
export function isServerAddress(text: string): boolean {
  return /^postgres(ql)?:\/\/[^/\s]*\/[^/?\s]+/.test(text.trim())
}
