import { useState } from 'react'
import { Label, ProgressBar } from 'react-aria-components'
import { errorCodes } from '../../../main/contract/errors.ts'
import type { ImportProgress } from '../../../main/contract/imports.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/dialog.tsx'
import { saveText } from '../../components/files.ts'
import { Icon } from '../../components/icon.tsx'
import { useSay } from '../../components/notices.tsx'
import type { Messages } from '../../messages/en.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useHanding, useReport, useSteer } from './queries.ts'
import { reasonWords, reportText } from './report.ts'

/** More refusals than these are in the report only. */
const mostShown = 12

const shownCounts = ['taken', 'known', 'refused', 'review', 'skipped'] as const

/** How far the import is, with the ways to stop it and to go on. */
export function ImportState(props: { progress: ImportProgress }) {
  const { progress } = props
  const { words } = useWords()
  const say = useSay()
  const steer = useSteer()
  const handing = useHanding()
  const [ending, setEnding] = useState(false)
  const text = words.imports
  const { counts, state } = progress
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const done = total - counts.missing - counts.waiting
  const order = (wanted: Parameters<typeof steer.mutate>[0]) =>
    steer.mutate(wanted, {
      onError: (error) => say('error', errorWords(words, error)),
      onSettled: () => setEnding(false),
    })

  return (
    <section className="sub-card import-card" aria-label={text.progress}>
      <div className="import-head">
        <div>
          <h3>{progress.source}</h3>
          <p className="soft" role="status">
            {[text.states[state], state === 'finished' ? text.people(progress.people) : text.running(done, total)].join(
              ' · ',
            )}
          </p>
        </div>
        {state === 'finished' ? null : (
          <div className="import-steer">
            <Button
              isDisabled={steer.isPending}
              onPress={() => order(state === 'running' ? 'imports.pause' : 'imports.resume')}
            >
              {state === 'running' ? text.pause : text.resume}
            </Button>
            <Button look="quiet" isDisabled={steer.isPending} onPress={() => setEnding(true)}>
              {text.end}
            </Button>
          </div>
        )}
      </div>
      {state === 'finished' ? null : (
        <ProgressBar className="import-bar" value={done} maxValue={Math.max(1, total)}>
          {({ percentage }) => (
            <>
              <Label className="visually-hidden">{text.progress}</Label>
              <span style={{ width: `${percentage ?? 0}%` }} />
            </>
          )}
        </ProgressBar>
      )}
      <p className="import-counts small">
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
          busy={steer.isPending}
          onConfirm={() => order('imports.end')}
          onClose={() => setEnding(false)}
        />
      ) : null}
    </section>
  )
}

/** What is going on, or what is needed to go on. */
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
    <p className="import-warning" role="alert">
      <Icon name="warning" size={18} />
      {props.children}
    </p>
  )
}

function failureWords(words: Messages, failure: string): string {
  const code = errorCodes.find((each) => each === failure) ?? 'internal'
  return words.errors[code]
}

/** What was refused and why, and the whole report as a file. */
function Report() {
  const { words } = useWords()
  const { data } = useReport(true)
  const text = words.imports
  if (data === undefined) return null
  const refused = data.rows.filter(({ state }) => state === 'refused')
  return (
    <div className="import-report">
      <div className="import-head">
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
        <ul className="import-refused">
          {refused.slice(0, mostShown).map(({ path, reason }) => (
            <li key={path}>
              <code>{path}</code>
              <span className="soft small">{reason === null ? null : reasonWords(words, reason)}</span>
            </li>
          ))}
        </ul>
      )}
      {refused.length > mostShown ? <p className="soft small">{text.reportMore(refused.length - mostShown)}</p> : null}
    </div>
  )
}
