import { useState } from 'react'
import type { ThresholdReport } from '../../../main/contract/thresholds.ts'
import { Button } from '../../components/button.tsx'
import { useSay } from '../../components/notices.tsx'
import { Loaded } from '../../components/states.tsx'
import { SubPart, SubScreen } from '../../components/sub-screen.tsx'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { attemptsOf, ratesAt } from './curve.ts'
import { ForWhom } from './for-whom.tsx'
import { AskForLooks, Hardest, LookAlikes, Singles } from './hard-people.tsx'
import { PromisePart } from './promise-part.tsx'
import { ScorePlot, TradeOffPlot } from './threshold-plots.tsx'
import css from './thresholds.module.css'

/** The threshold with its evidence: what it promises, the gallery's own similarities, and people who need care. */
export function ThresholdsScreen() {
  const { words } = useWords()
  return (
    <SubScreen title={words.thresholds.title} wide>
      <Loaded query={useCall('thresholds.report', {})}>{(report) => <Report report={report} />}</Loaded>
    </SubScreen>
  )
}

function Report(props: { report: ThresholdReport }) {
  const { report } = props
  const { words, format } = useWords()
  const say = useSay()
  // The report comes seconds after a change; the settings have the new threshold at once.
  const inUse = useSettings().threshold
  const [moved, setMoved] = useState<{ inUse: number; value: number } | null>(null)
  // A dragged line stays until another threshold is in use.
  const threshold = moved !== null && moved.inUse === inUse ? moved.value : inUse
  const rates = ratesAt(report.curve, threshold)
  const text = words.thresholds
  const answers = useAnswers()
  const set = useChange('settings.set', {
    done(settings) {
      answers.set('settings.get', {}, settings)
      say('info', text.applied(format.similarity(settings.threshold)))
    },
  })
  return (
    <>
      <PromisePart onApplied={() => setMoved(null)} />
      <SubPart
        card
        title={text.scores}
        text={report.genuine.counts.some((count) => count > 0) ? text.scoresText : text.noGenuine}
      >
        <ScorePlot report={report} threshold={threshold} onThreshold={(value) => setMoved({ inUse, value })} />
        <div className={css.lineSays}>
          <p role="status">
            <span>{text.atLine(format.similarity(threshold))}</span>
            <span>
              {text.strangers} <strong>{rates === null ? text.unknownShare : format.percent(rates.fpir)}</strong>
            </span>
            <span>
              {text.asked}{' '}
              <strong>{rates === null || rates.fnir === null ? text.unknownShare : format.percent(rates.fnir)}</strong>
            </span>
          </p>
          <Button isDisabled={threshold === inUse || set.isPending} onPress={() => set.mutate({ threshold })}>
            {text.byHandApply(format.similarity(threshold))}
          </Button>
        </div>
      </SubPart>
      <div className={css.thresholdPair}>
        <SubPart card title={text.det} text={text.detText}>
          <TradeOffPlot curve={report.curve} threshold={threshold} kind="fmr" />
        </SubPart>
        <SubPart card title={text.door} text={text.doorText}>
          <TradeOffPlot curve={report.curve} threshold={threshold} kind="fpir" />
        </SubPart>
      </div>
      <SubPart card title={text.lookAlikes} text={text.lookAlikesText}>
        <LookAlikes report={report} threshold={threshold} />
      </SubPart>
      <SubPart card title={text.hardest} text={text.hardestText}>
        <Hardest report={report} threshold={threshold} />
      </SubPart>
      <SubPart card title={text.singles(report.singles.people)} text={text.singlesText}>
        <Singles report={report} />
        <AskForLooks />
      </SubPart>
      <SubPart card title={text.drift} text={driftWords(report.drift)}>
        <History history={report.history} />
      </SubPart>
      <ForWhom />
    </>
  )

  function driftWords({ looked, low, alarm }: ThresholdReport['drift']): string {
    if (low === null) return text.driftFew(format.number(looked))
    return alarm ? text.driftAlarm(format.percent(low)) : text.driftGood(format.number(looked))
  }
}

/** Version of the threshold that every installation starts with. */
const delivered = 1

function History(props: { history: ThresholdReport['history'] }) {
  const { words, format } = useWords()
  const text = words.thresholds

  function reasonOf({ version, promise, people }: ThresholdReport['history'][number]): string {
    if (promise === null) return version === delivered ? text.delivered : text.setByHand
    const kept = text.once(format.number(attemptsOf(promise.rate)))
    return `${kept}. ${people === null ? text.start : text.step(people)}`
  }

  return (
    <table className={css.history}>
      <caption className="visually-hidden">{text.history}</caption>
      <thead>
        <tr>
          <th scope="col">{text.version}</th>
          <th scope="col">{text.line}</th>
          <th scope="col">{text.since}</th>
          <th scope="col">{text.reason}</th>
        </tr>
      </thead>
      <tbody>
        {props.history.map((entry) => (
          <tr key={entry.version}>
            <td>{entry.version}</td>
            <td>{format.similarity(entry.threshold)}</td>
            <td>{`${format.date(entry.since)}, ${format.time(entry.since)}`}</td>
            <td>{reasonOf(entry)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
