import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import subScreenCss from '../../components/sub-screen.module.css'
import { SubScreen } from '../../components/sub-screen.tsx'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './attacks.module.css'
import { adviceOf, type Judged, type Phase, tallyOf, type Verdict, wanted } from './presentation.ts'
import { exactRate } from './rate.ts'
import { TestRun } from './test-run.tsx'

export type Verdicts = Readonly<Record<Phase, readonly Judged[]>>

const nothing: Verdicts = { genuine: [], attack: [] }

/** The check for living faces, measured on site: twenty people, twenty pictures, and what the figures do not say. */
export function AttackTest() {
  const { words } = useWords()
  const { liveness } = useSettings()
  const [stage, setStage] = useState<'intro' | Phase | 'result'>('intro')
  const [verdicts, setVerdicts] = useState<Verdicts>(nothing)
  const text = words.attacks
  return (
    <SubScreen title={text.title}>
      {stage === 'intro' ? (
        <section className={subScreenCss.subCard}>
          <p>{text.intro}</p>
          {liveness === 'off' ? <p className="soft">{text.off}</p> : null}
          <div className="actions">
            <Button look="primary" onPress={() => setStage('genuine')}>
              {text.start}
            </Button>
          </div>
        </section>
      ) : stage === 'result' ? (
        <section className={subScreenCss.subCard} aria-label={text.resultTitle}>
          <h2>{text.resultTitle}</h2>
          <div className={css.attackAdvice} role="status">
            {adviceOf(verdicts.genuine, verdicts.attack).map((advice) => (
              <p key={advice}>{advice === 'few' ? text.advice.few(wanted) : text.advice[advice]}</p>
            ))}
          </div>
          <dl className={subScreenCss.figures}>
            <Figure name={text.apcer} verdicts={verdicts.attack} wrong="live" />
            <Figure name={text.bpcer} verdicts={verdicts.genuine} wrong="not-live" />
          </dl>
          <Untested attacks={verdicts.attack} />
          <div className="actions">
            <Button
              onPress={() => {
                setVerdicts(nothing)
                setStage('intro')
              }}
            >
              {text.again}
            </Button>
          </div>
        </section>
      ) : (
        <TestRun
          key={stage}
          phase={stage}
          verdicts={verdicts[stage]}
          onVerdicts={(own) => setVerdicts({ ...verdicts, [stage]: own })}
          onDone={() => setStage(stage === 'genuine' ? 'attack' : 'result')}
          onEnd={() => setStage('result')}
        />
      )}
      <section className={subScreenCss.subCard}>
        <h2>{text.notStopped}</h2>
        <ul className={css.notStopped}>
          {text.notStoppedText.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </SubScreen>
  )
}

/** The attacks kind by kind, and what the figures say nothing of. */
function Untested(props: { attacks: readonly Judged[] }) {
  const { words } = useWords()
  const text = words.attacks
  const { tried, missing } = tallyOf(props.attacks)
  return (
    <>
      {tried.length === 0 ? null : (
        <dl className={css.attackKinds}>
          {tried.map(({ instrument, passed, total }) => (
            <div key={instrument}>
              <dt>{text.instruments[instrument]}</dt>
              <dd>{text.passedOf(passed, total)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div>
        <h3 className={css.untestedTitle}>{text.untested}</h3>
        <ul className={css.notStopped}>
          {missing
            .filter((instrument) => instrument !== 'other')
            .map((instrument) => (
              <li key={instrument}>{text.instruments[instrument]}</li>
            ))}
          {text.untestedText.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </>
  )
}

/** The share that was judged wrongly, with how far it can be relied on. */
function Figure(props: { name: string; verdicts: readonly Judged[]; wrong: Verdict }) {
  const { words, format } = useWords()
  const text = words.attacks
  const total = props.verdicts.length
  if (total === 0) {
    return (
      <div>
        <dt>{props.name}</dt>
        <dd className={subScreenCss.figureValue}>{text.none}</dd>
      </div>
    )
  }
  const { errors, low, high } = exactRate(props.verdicts.filter(({ verdict }) => verdict === props.wrong).length, total)
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className={subScreenCss.figureValue}>{format.wholePercent(errors / total)}</dd>
      <dd>{text.of(errors, total)}</dd>
      <dd className="soft small">{text.interval(format.wholePercent(low), format.wholePercent(high))}</dd>
    </div>
  )
}
