import { useState } from 'react'
import { coloursOf, type LabelColour } from '../../../main/contract/model-labels.ts'
import { describeLabels } from '../../../main/contract/model-terms.ts'
import type { ListedPack, PackTrial } from '../../../main/contract/models.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { useChange } from '../../data/use-change.ts'
import { useWords } from '../../messages/use-words.tsx'
import { AddPack } from './add-pack.tsx'
import css from './models.module.css'

/** A pack with its labels, what trying it gave, and what can be done with it. */
export function PackRow({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words, format, language } = useWords()
  const { title, state, labels, trial, bytes, accuracy } = pack
  const text = words.models
  const colours = coloursOf(labels)
  const sentences = describeLabels(labels, language)
  const figures =
    accuracy === null
      ? []
      : (
          [
            ['LFW', accuracy.lfw],
            ['CFP-FP', accuracy.cfpFp],
            ['AgeDB-30', accuracy.ageDb30],
          ] as const
        ).flatMap(([name, share]) => (share === null ? [] : [`${name} ${format.percent(share / 100)}`]))
  const notes = [
    ...(pack.use === 'liveness' ? [text.secondOpinion] : []),
    ...(figures.length === 0 ? [] : [text.accuracy(figures.join(', '))]),
    ...(bytes === null ? [] : [text.size(format.bytes(bytes))]),
    ...(pack.triedByUs ? [] : [text.untried]),
    ...(pack.measured || pack.use === 'liveness' ? [] : [text.unmeasured]),
  ]
  return (
    <li className={css.pack} data-part="pack" data-state={state}>
      <div className={css.packHead}>
        <h2>{title}</h2>
        <span className="soft small">{text.states[state]}</span>
        <PackActions pack={pack} isBusy={isBusy} />
      </div>
      <dl className={css.labels}>
        <Label name={text.licence} colour={colours.licence} sentence={sentences.licence} />
        <Label name={text.training} colour={colours.training} sentence={sentences.training} />
      </dl>
      {notes.length === 0 ? null : <p className="soft small">{notes.join(' ')}</p>}
      {trial === null ? null : <Trial trial={trial} use={pack.use} />}
    </li>
  )
}

function Label(props: { name: string; colour: LabelColour; sentence: string }) {
  const { words } = useWords()
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <b className={css.label} data-colour={props.colour}>
          {words.models.colours[props.colour]}
        </b>{' '}
        {props.sentence}
      </dd>
    </div>
  )
}

function Trial({ trial, use }: { trial: PackTrial; use: ListedPack['use'] }) {
  const { words, format } = useWords()
  const text = words.models
  const { kind, found, faces, recognised, again, milliseconds, presentMilliseconds, problem } = trial
  const whole = (value: number) => format.number(Math.round(value))
  const sentences =
    use === 'liveness'
      ? `${text.livenessTrial(recognised, found)} ${text.livenessSpeed(whole(milliseconds), whole(presentMilliseconds))}`
      : `${text.trial(found, faces, recognised, again)} ${text.speed(whole(milliseconds), whole(presentMilliseconds))}`
  return (
    <p className="small" data-part="trial">
      <b>{kind === 'fit' ? text.fits : text.unfit}</b> {problem ?? sentences}
    </p>
  )
}

function PackActions({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words } = useWords()
  const text = words.models
  const { name, title, use, state, trial } = pack
  const tryOut = useChange('models.try')
  const mayUse = state === 'installed' && (pack.shipped || trial?.kind === 'fit')
  const mayRemove = !pack.shipped && state !== 'in-use' && (state !== 'available' || pack.downloaded > 0)
  return (
    <div className={css.packActions}>
      {state === 'available' || state === 'incomplete' ? <AddPack pack={pack} isBusy={isBusy} /> : null}
      {state === 'installed' && !pack.shipped ? (
        <Button
          aria-label={text.tryLabel(title)}
          isDisabled={isBusy}
          isPending={tryOut.isPending}
          onPress={() => tryOut.mutate({ name, task: 'models' })}
        >
          {text.try}
        </Button>
      ) : null}
      {mayUse && use === 'recognition' ? <UsePack pack={pack} isBusy={isBusy} /> : null}
      {use === 'liveness' && (mayUse || state === 'in-use') ? <SwitchOpinion pack={pack} isBusy={isBusy} /> : null}
      {mayRemove ? <RemovePack pack={pack} isBusy={isBusy} /> : null}
    </div>
  )
}

function UsePack({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words } = useWords()
  const say = useSay()
  const text = words.models
  const [asking, setAsking] = useState(false)
  const use = useChange('modelChange.begin', { done: () => say('info', text.used), ended: () => setAsking(false) })
  return (
    <>
      <Button look="primary" aria-label={text.useLabel(pack.title)} isDisabled={isBusy} onPress={() => setAsking(true)}>
        {text.use}
      </Button>
      {asking ? (
        <Confirmation
          title={text.askToUse(pack.title)}
          text={text.useText}
          action={text.use}
          busy={use.isPending}
          onConfirm={() => use.mutate({ pack: pack.name })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** Has a pack check liveness beside the models in use, or ends that. */
function SwitchOpinion({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words } = useWords()
  const { title, state } = pack
  const text = words.models
  const [asking, setAsking] = useState(false)
  const set = useChange('models.setSecondOpinion', { ended: () => setAsking(false) })
  const isOn = state === 'in-use'
  const action = isOn ? text.endCheck : text.checkToo
  return (
    <>
      <Button
        look={isOn ? 'plain' : 'primary'}
        aria-label={isOn ? text.endCheckLabel(title) : text.checkTooLabel(title)}
        isDisabled={isBusy}
        onPress={() => setAsking(true)}
      >
        {action}
      </Button>
      {asking ? (
        <Confirmation
          title={isOn ? text.askToEndCheck(title) : text.askToCheckToo(title)}
          text={isOn ? text.endCheckText : text.checkTooText}
          action={action}
          busy={set.isPending}
          onConfirm={() => set.mutate({ name: isOn ? null : pack.name })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

function RemovePack({ pack, isBusy }: { pack: ListedPack; isBusy: boolean }) {
  const { words } = useWords()
  const text = words.models
  const [asking, setAsking] = useState(false)
  const remove = useChange('models.remove', { ended: () => setAsking(false) })
  return (
    <>
      <IconButton label={text.remove(pack.title)} icon="erase" isDisabled={isBusy} onPress={() => setAsking(true)} />
      {asking ? (
        <Confirmation
          title={text.removeTitle}
          text={text.removeText}
          action={text.removeAction}
          busy={remove.isPending}
          onConfirm={() => remove.mutate({ name: pack.name })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
