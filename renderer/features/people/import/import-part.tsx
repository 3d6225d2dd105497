import { useState } from 'react'
import { DropZone, FileTrigger } from 'react-aria-components'
import type { Input, Output } from '../../../../main/contract/api.ts'
import type { Client } from '../../../client/client.ts'
import { Button } from '../../../components/button.tsx'
import { photoTypes } from '../../../components/files.ts'
import { Icon } from '../../../components/icon.tsx'
import { Loaded } from '../../../components/states.tsx'
import subScreenCss from '../../../components/sub-screen.module.css'
import { useAnswers } from '../../../data/use-call.ts'
import { isShown, useChange, useWork } from '../../../data/use-change.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import { type Chosen, fromChosenFiles, fromChosenFolder, fromDroppedThings, inputOf } from './chosen.ts'
import css from './import.module.css'
import { Queue } from './import-queue.tsx'
import { ImportState } from './import-state.tsx'
import { useHanding, useImport } from './use-import.ts'

interface Plan {
  readonly input: Input<'imports.begin'>
  readonly files: ReadonlyMap<string, File>
  readonly says: Output<'imports.plan'>
}

/** The import of many people: choosing files, progress, refused photos, and photos to decide on. */
export function ImportPart() {
  const { words } = useWords()
  const [plan, setPlan] = useState<Plan | null>(null)
  return (
    <Loaded query={useImport()}>
      {({ progress }) => (
        <div className={css.import}>
          <div>
            <h2>{words.imports.title}</h2>
            <p className="soft">{words.imports.text}</p>
          </div>
          {plan === null ? <Choose onPlan={setPlan} /> : <Confirm plan={plan} onClose={() => setPlan(null)} />}
          {progress === null ? null : <ImportState progress={progress} />}
          {progress === null || progress.queued === 0 ? null : <Queue />}
        </div>
      )}
    </Loaded>
  )
}

function Choose(props: { onPlan: (plan: Plan) => void }) {
  const { words } = useWords()
  const text = words.imports
  async function plan(choose: () => Chosen | Promise<Chosen>, client: Client): Promise<Plan | string> {
    const chosen = await choose()
    const input = await inputOf(chosen)
    if (input === 'several-lists') return text.severalLists
    if (input === 'nothing') return text.nothing
    const says = await client.call('imports.plan', input)
    return says.photos + says.rejected === 0 ? text.nothing : { input, files: chosen.files, says }
  }
  const read = useWork(plan, {
    failed: isShown,
    done(made) {
      if (typeof made !== 'string') props.onPlan(made)
    },
  })
  const complaint =
    typeof read.data === 'string' ? read.data : read.error === null ? null : errorWords(words, read.error)

  return (
    <DropZone
      className={`drop ${css.importDrop}`}
      aria-label={text.dropTitle}
      onDrop={({ items }) => read.mutate(() => fromDroppedThings(items))}
    >
      <Icon name="people" size={28} />
      <div>
        <p className={css.importDropTitle}>{text.dropTitle}</p>
        <p className="soft small">{text.drop}</p>
      </div>
      <div className={css.importChoose}>
        <FileTrigger acceptDirectory onSelect={(files) => read.mutate(() => fromChosenFolder([...(files ?? [])]))}>
          <Button look="primary" isDisabled={read.isPending}>
            {text.chooseFolder}
          </Button>
        </FileTrigger>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.csv', '.tsv', ...photoTypes]}
          onSelect={(files) => read.mutate(() => fromChosenFiles([...(files ?? [])]))}
        >
          <Button isDisabled={read.isPending}>{text.chooseFiles}</Button>
        </FileTrigger>
      </div>
      <div role="status" className={css.importSays}>
        {read.isPending ? <p className="soft">{text.reading}</p> : null}
        {complaint === null ? null : <p className="field-error">{complaint}</p>}
      </div>
    </DropZone>
  )
}

function Confirm(props: { plan: Plan; onClose: () => void }) {
  const { input, files, says } = props.plan
  const { words } = useWords()
  const answers = useAnswers()
  const { hand } = useHanding()
  const text = words.imports
  const begin = useChange('imports.begin', {
    failed: isShown,
    done(progress) {
      answers.set('imports.progress', {}, progress)
      hand(files)
      props.onClose()
    },
  })
  return (
    <section className={`${subScreenCss.subCard} ${css.importCard}`} aria-label={text.planTitle(input.source)}>
      <h3>{text.planTitle(input.source)}</h3>
      <div>
        <p>{text.plan(says.people, says.photos)}</p>
        <p className="soft">{text.planNames(says.names.join(', '), says.people - says.names.length)}</p>
        {says.rejected === 0 ? null : <p className="soft">{text.planRejected(says.rejected)}</p>}
      </div>
      {begin.error === null ? null : <p className="field-error">{errorWords(words, begin.error)}</p>}
      <div className="actions">
        <Button onPress={props.onClose}>{words.common.cancel}</Button>
        <Button look="primary" isDisabled={begin.isPending} onPress={() => begin.mutate(input)}>
          {text.begin}
        </Button>
      </div>
    </section>
  )
}
