import { useEffect, useState } from 'react'
import { Form } from 'react-aria-components'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { ValueInput } from '../../components/value-input.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './accounts.module.css'

/** Adds an authenticator app to one's own account, or takes it away. */
export function SecondStep(props: { on: boolean; onClose: () => void }) {
  const { words } = useWords()
  const say = useSay()
  const [code, setCode] = useState('')
  const text = words.accounts
  const { mutate: begin, data: begun } = useChange('accounts.beginSecondStep')
  useEffect(() => {
    if (!props.on) begin({})
  }, [props.on, begin])
  const confirm = useChange('accounts.confirmSecondStep', {
    done({ kind }) {
      if (kind !== 'confirmed') return
      say('info', text.secondStepSaved)
      props.onClose()
    },
  })
  const remove = useChange('accounts.removeSecondStep', {
    done() {
      say('info', text.secondStepRemoved)
      props.onClose()
    },
  })
  if (props.on) {
    return (
      <Window title={text.secondStep} onClose={props.onClose}>
        <p className="soft">{text.secondStepSaved}</p>
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button look="danger" isPending={remove.isPending} onPress={() => remove.mutate({})}>
            {text.secondStepRemove}
          </Button>
        </div>
      </Window>
    )
  }
  const isWrong = !confirm.isPending && confirm.data?.kind === 'wrong'
  return (
    <Window title={text.secondStep} onClose={props.onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (begun !== undefined && /^\d{6}$/.test(code)) confirm.mutate({ secret: begun.secret, code })
        }}
      >
        <p className="soft">{text.secondStepText}</p>
        {begun === undefined ? null : (
          <QrCode className={css.qrCode!} text={begun.address} label={text.secondStepCode} />
        )}
        <p className="soft small">{text.secretByHand}</p>
        <output className={css.key} aria-label={text.secret}>
          {begun?.secret.match(/.{1,4}/g)?.join(' ') ?? ' '}
        </output>
        <ValueInput
          label={text.code}
          type="text"
          value={code}
          onChange={setCode}
          hint={text.codeHint}
          error={isWrong ? text.wrongCode : null}
        />
        <div className="actions">
          <Button onPress={props.onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" isPending={confirm.isPending}>
            {text.confirm}
          </Button>
        </div>
      </Form>
    </Window>
  )
}
