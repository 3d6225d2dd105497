import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Window } from '../../components/dialog.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { maxQrBytes, QrCode } from '../../components/qr-code.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { isShown, useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import css from './office.module.css'
import { useMoment } from './use-moment.ts'

/** A code for one more station, with the name that was given to it. */
export type NamedCode = Output<'office.invite'> & { readonly name: string }

const offeredHours = [1, 24, 72, 168] as const

/** Asks what the new station is called and for how long its code is good. */
export function InviteDialog(props: { onCode: (code: NamedCode) => void; onClose: () => void }) {
  const { words } = useWords()
  const [name, setName] = useState('')
  const [hours, setHours] = useState('24')
  const [manages, setManages] = useState(false)
  const invite = useChange('office.invite', {
    done(made, { station }) {
      props.onClose()
      props.onCode({ ...made, name: station })
    },
    failed: isShown,
  })
  const text = words.office
  return (
    <FormWindow
      title={text.invite}
      action={text.makeCode}
      busy={invite.isPending}
      onSubmit={() => invite.mutate({ station: name, hours: Number(hours), manages })}
      onClose={props.onClose}
    >
      <ValueInput
        label={text.inviteName}
        type="text"
        value={name}
        onChange={setName}
        required={text.nameRequired}
        autoFocus
      />
      <Choice
        label={text.inviteHours}
        showLabel
        options={offeredHours.map((each) => ({ value: String(each), label: text.hours(each) }))}
        value={hours}
        onChange={setHours}
      />
      <div>
        <SwitchInput label={text.manages} value={manages} onChange={setManages} />
        <p className="soft small">{text.managesHint}</p>
      </div>
      {invite.error === null ? null : (
        <p className="field-error" role="alert">
          {errorWords(words, invite.error)}
        </p>
      )}
    </FormWindow>
  )
}

/** Shows a code this once, as text and for a camera. */
export function CodeWindow(props: NamedCode & { onClose: () => void }) {
  const { words } = useWords()
  const moment = useMoment()
  const text = words.office
  const { code, name, expiresAt } = props
  return (
    <Window title={text.codeTitle(name)} holds onClose={props.onClose}>
      <p className="soft">{text.codeText(moment(expiresAt))}</p>
      <CopyField label={text.code} text={code} />
      {code.length > maxQrBytes ? null : <QrCode className={css.qrCode!} text={code} label={text.codePicture} />}
      <div className="actions">
        <Button look="primary" onPress={props.onClose}>
          {words.common.done}
        </Button>
      </div>
    </Window>
  )
}
