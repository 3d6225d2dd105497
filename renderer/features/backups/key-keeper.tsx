import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import type { KeyDestination } from '../../../main/contract/keys.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/choice.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { FormWindow } from '../../components/form-window.tsx'
import { keyPlaceText } from '../../components/key-place-text.ts'
import { useSay } from '../../components/notices.tsx'
import { useNewPassphrase } from '../../components/passphrase-fields.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart } from '../../components/sub-screen.tsx'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'

type State = Output<'keys.check'>

/** What keeps the key of the data, and giving them another one. */
export function KeyKeeper() {
  const { words } = useWords()
  return (
    <SubPart card title={words.keeper.title} text={words.keeper.text}>
      <Loaded query={useCall('keys.check', {})}>{(state) => <Kept state={state} />}</Loaded>
    </SubPart>
  )
}

function Kept({ state }: { state: State }) {
  const { words, format } = useWords()
  const [asked, setAsked] = useState<'move' | 'rotate' | null>(null)
  const text = words.keeper
  const close = () => setAsked(null)
  return (
    <>
      <div>
        <p>{keyPlaceText(words, state.place)}</p>
        {state.beside === null ? null : <p className="soft small">{text.besides[state.beside]}</p>}
        {state.movedAt === null ? null : <p className="soft small">{text.movedAt(format.dayAndTime(state.movedAt))}</p>}
        {state.since === null ? null : (
          <p className="soft small">{text.since(state.number, format.dayAndTime(state.since))}</p>
        )}
        {state.isKeyItself ? <p className="soft small">{text.isKeyItself}</p> : null}
        {state.interrupted === null ? null : (
          <p className="field-error">{text.interrupted(format.dayAndTime(state.interrupted))}</p>
        )}
      </div>
      <div className="actions">
        <Button onPress={() => setAsked('move')}>{text.change}</Button>
        <Button onPress={() => setAsked('rotate')}>{text.renew}</Button>
      </div>
      {asked === 'move' ? <Move state={state} onClose={close} /> : null}
      {asked === 'rotate' ? <Rotate onClose={close} /> : null}
    </>
  )
}

function Move({ state, onClose }: { state: State; onClose: () => void }) {
  const { words } = useWords()
  const say = useSay()
  const answers = useAnswers()
  const text = words.keeper
  const kinds: KeyDestination['kind'][] = [
    'file',
    ...(state.keyChain === null ? [] : ['key-chain' as const]),
    'passphrase',
  ]
  const [kind, setKind] = useState<KeyDestination['kind']>(state.keyChain === null ? 'passphrase' : 'key-chain')
  const passphrase = useNewPassphrase(text.passphraseHint)
  const move = useChange('keys.move', {
    done({ formerOpens }) {
      say('info', formerOpens ? text.changedNotAll : text.changed)
      onClose()
    },
    ended: () => answers.outdate(),
  })
  return (
    <FormWindow
      title={text.changeTitle}
      action={text.save}
      busy={move.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (kind !== 'passphrase') move.mutate({ to: { kind } })
        else if (passphrase.check()) move.mutate({ to: { kind, passphrase: passphrase.value } })
      }}
    >
      <Segments
        label={text.title}
        options={kinds.map((value) => ({ value, label: text.places[value] }))}
        value={kind}
        onChange={setKind}
      />
      <p className="soft small">{text.hints[kind]}</p>
      {kind === 'passphrase' ? passphrase.fields : null}
      <p className="soft">{text.changeText}</p>
    </FormWindow>
  )
}

function Rotate({ onClose }: { onClose: () => void }) {
  const { words } = useWords()
  const say = useSay()
  const answers = useAnswers()
  const text = words.keeper
  const rotate = useChange('keys.rotate', {
    done: ({ number }) => say('info', text.renewed(number)),
    ended() {
      answers.outdate()
      onClose()
    },
  })
  return (
    <Confirmation
      title={text.renewTitle}
      text={text.renewText}
      action={text.renewAction}
      busy={rotate.isPending}
      onConfirm={() => rotate.mutate({})}
      onClose={onClose}
    />
  )
}
