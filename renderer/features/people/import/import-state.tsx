import { useState } from 'react'
import { Label, ProgressBar } from 'react-aria-components'
import type { Output } from '../../../../main/contract/api.ts'
import { errorCodes } from '../../../../main/contract/errors.ts'
import type { ImportProgress } from '../../../../main/contract/imports.ts'
import { Button } from '../../../components/button.tsx'
import { Confirmation } from '../../../components/dialog.tsx'
import { saveText } from '../../../components/files.ts'
import { Icon } from '../../../components/icon.tsx'
import subScreenCss from '../../../components/sub-screen.module.css'
import { useAnswers, useCall } from '../../../data/use-call.ts'
import { useChange } from '../../../data/use-change.ts'
import type { Messages } from '../../../messages/en/index.ts'
import { errorWords, useWords } from '../../../messages/use-words.tsx'
import css from './import.module.css'
import { reasonWords, reportText } from './import-report.ts'
import { useHanding } from './use-import.ts'

/** How many refusals are shown; the others are in the report only. */
const maxShown = 12

const shownCounts = ['taken', 'known', 'refused', 'review', 'skipped'] as const

/** Shows the progress of the import, with buttons to pause, resume and end it. */
export function ImportState(props: { progress: ImportProgress }) {
  const { progress } = props
  const { words } = useWords()
  const handing = useHanding()
  const answers = useAnswers()
  const [ending, setEnding] = useState(false)
  const text = words.imports
  const { counts, state } = progress
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const done = total - counts.missing - counts.waiting
  const steered = {
    done: (changed: Output<'imports.progress'>) => answers.set('imports.progress', {}, changed),
    ended: () => setEnding(false),
  }
  const pause = useChange('imports.pause', steered)
  const resume = useChange('imports.resume', steered)
  const end = useChange('imports.end', steered)
  const isSteering = pause.isPending || resume.isPending || end.isPending

  return (
    <section className={`${subScreenCss.subCard} ${css.importCard}`} aria-label={text.progress}>
      <div className={css.importHead}>
        <div>
          <h3>{progress.source}</h3>
          <p className="soft" role="status">
            {[text.states[state], state === 'finished' ? text.people(progress.people) : text.running(done, total)].join(
              ' · ',
            )}
          </p>
        </div>
        {state === 'finished' ? null : (
          <div className={css.importSteer}>
            <Button isDisabled={isSteering} onPress={() => (state === 'running' ? pause : resume).mutate({})}>
              {state === 'running' ? text.pause : text.resume}
            </Button>
            <Button look="quiet" isDisabled={isSteering} onPress={() => setEnding(true)}>
              {text.end}
            </Button>
          </div>
        )}
      </div>
      {state === 'finished' ? null : (
        <ProgressBar className={css.importBar!} value={done} maxValue={Math.max(1, total)}>
          {({ percentage }) => (
            <>
              <Label className="visually-hidden">{text.progress}</Label>
              <span style={{ width: `${percentage ?? 0}%` }} />
            </>
          )}
        </ProgressBar>
      )}
      <p className={`${css.importCounts} small`}>
        {shownCounts
          .filter((name) => counts[name] > 0)
          .map((name) => (
            <span key={name} className="chip">
              {text.counts[name](counts[name])}
            </span>
          ))}
      </p>
      <Says progress={progress} handing={handing.state} />
      {state === 'running' ? null : <Report />}
      {ending ? (
        <Confirmation
          title={text.endTitle}
          text={text.endText}
          action={text.end}
          busy={isSteering}
          onConfirm={() => end.mutate({})}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </section>
  )
}

/** Says what is going on, or what is needed to go on. */
function Says(props: { progress: ImportProgress; handing: ReturnType<typeof useHanding>['state'] }) {
  const { words } = useWords()
  const { progress, handing } = props
  const text = words.imports
  const { missing, waiting } = progress.counts
  if (progress.state === 'finished') return null
  if (progress.failure !== null) return <Warning>{text.failed(failureWords(words, progress.failure))}</Warning>
  switch (handing.kind) {
    case 'handing':
      return <p className="soft small">{text.handing}</p>
    case 'waiting':
      return <Warning>{handing.why === 'disk-full' ? text.noSpace : words.errors['engine-stopped']}</Warning>
    case 'failed':
      return <Warning>{errorWords(words, handing.error)}</Warning>
    case 'idle':
      if (missing > 0) return <Warning>{text.missing(missing)}</Warning>
      return waiting > 0 ? <p className="soft small">{text.alone}</p> : null
  }
}

function Warning(props: { children: string }) {
  return (
    <p className={css.importWarning} role="alert">
      <Icon name="warning" size={18} />
      {props.children}
    </p>
  )
}

function failureWords(words: Messages, failure: string): string {
  const code = errorCodes.find((each) => each === failure) ?? 'internal'
  return words.errors[code]
}

/** Lists what was refused and why, and saves the whole report as a file. */
function Report() {
  const { words } = useWords()
  const { data } = useCall('imports.report', {})
  const text = words.imports
  if (data === undefined) return null
  const refused = data.rows.filter(({ state }) => state === 'refused')
  return (
    <div className={css.importReport}>
      <div className={css.importHead}>
        <h4>{text.reportTitle}</h4>
        <Button
          look="quiet"
          icon="save"
          onPress={() => saveText(`${text.reportFile}.csv`, 'text/csv', reportText(words, data.rows))}
        >
          {text.save}
        </Button>
      </div>
      {refused.length === 0 ? (
        <p className="soft small">{text.reportNone}</p>
      ) : (
        <ul className={css.importRefused}>
          {refused.slice(0, maxShown).map(({ path, reason }) => (
            <li key={path}>
              <code>{path}</code>
              <span className="soft small">{reason === null ? null : reasonWords(words, reason)}</span>
            </li>
          ))}
        </ul>
      )}
      {refused.length > maxShown ? <p className="soft small">{text.reportMore(refused.length - maxShown)}</p> : null}
    </div>
  )
}
