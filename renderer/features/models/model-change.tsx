import { useState } from 'react'
import type { ModelChange as Change, NextThreshold } from '../../../main/contract/model-change.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { useSay } from '../../components/notices.tsx'
import { PersonName } from '../../components/person-name.tsx'
import { useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './model-change.module.css'

type Beside = NonNullable<Change['beside']>

/** How far the models beside the present ones are, and what can be done with them; nothing where there are none. */
export function ModelChange() {
  const { data } = useCall('modelChange.state', {})
  if (data?.beside == null) return null
  return <BesidePack inUse={data.inUse.pack} beside={data.beside} />
}

function BesidePack({ inUse, beside }: { inUse: string; beside: Beside }) {
  const { words } = useWords()
  const text = words.modelChange
  const { pack, templates, waiting, missing, threshold, failure, direction } = beside
  const all = templates + waiting
  return (
    <section className={css.change} aria-label={text.title}>
      <h2>{text.title}</h2>
      <p>
        {direction === 'back' ? text.back(inUse, pack) : waiting > 0 ? text.reading(inUse, pack) : text.ready(pack)}
      </p>
      {waiting === 0 ? null : (
        <p className={css.progress}>
          <progress value={templates} max={all} aria-label={text.read} />
          <span className="soft small">{text.progress(templates, all)}</span>
        </p>
      )}
      {failure === null ? null : <p role="alert">{text.stopped}</p>}
      {threshold === null || direction === 'back' ? null : <p className="soft small">{describe(threshold, text)}</p>}
      {missing === 0 ? null : <Missing count={missing} />}
      <Actions beside={beside} />
    </section>
  )
}

function describe(next: NextThreshold, text: ReturnType<typeof useWords>['words']['modelChange']): string {
  return text.thresholds[next.kind](next.threshold.toFixed(3))
}

/** The people whom the other models would not recognise. */
function Missing({ count }: { count: number }) {
  const { words } = useWords()
  const { asksForLooks } = useSettings()
  const { data } = useCall('modelChange.missing', {})
  return (
    <details>
      <summary>{words.modelChange.missing(count)}</summary>
      {asksForLooks ? <p className="soft small">{words.modelChange.asked}</p> : null}
      <ul className={css.people}>
        {data?.people.map((person) => (
          <li key={person.id}>
            <PersonName person={person} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Actions({ beside }: { beside: Beside }) {
  const { words } = useWords()
  const text = words.modelChange
  const say = useSay()
  const [asked, setAsked] = useState<'switch' | 'end' | null>(null)
  const close = () => setAsked(null)
  const change = useChange('modelChange.switch', { done: () => say('info', text.switched), ended: close })
  const end = useChange('modelChange.end', { done: () => say('info', text.ended), ended: close })
  const isBack = beside.direction === 'back'
  return (
    <div className={css.actions}>
      <Button
        look="primary"
        isDisabled={!isBack && (beside.waiting > 0 || beside.threshold === null)}
        onPress={() => setAsked('switch')}
      >
        {isBack ? text.goBack : text.switch}
      </Button>
      <Button onPress={() => setAsked('end')}>{text.end}</Button>
      {asked === 'switch' ? (
        <Confirmation
          title={text.switchTitle(beside.pack)}
          text={text.switchText}
          action={isBack ? text.goBack : text.switch}
          busy={change.isPending}
          onConfirm={() => change.mutate({})}
          onClose={close}
        />
      ) : null}
      {asked === 'end' ? (
        <Confirmation
          title={text.endTitle(beside.pack)}
          text={text.endText}
          action={text.end}
          busy={end.isPending}
          onConfirm={() => end.mutate({})}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
