import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import type { RatePromise } from '../../../main/contract/rate-promise.ts'
import type { Calibration } from '../../../main/contract/thresholds.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { Loaded } from '../../components/states.tsx'
import subScreenCss from '../../components/sub-screen.module.css'
import { useAnswers, useCall } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { attemptsOf } from './curve.ts'
import css from './thresholds.module.css'

const rates = [1 / 30, 1 / 100, 1 / 300, 1 / 1000, 1 / 3000, 1 / 10_000]

/** Asks for the error rate to keep, and shows the threshold that keeps it. */
export function PromisePart(props: { onApplied: () => void }) {
  const { words, format } = useWords()
  const settings = useSettings()
  const [promise, setPromise] = useState<RatePromise>(settings.promise ?? { kind: 'fpir', rate: 1 / 100 })
  const calibration = useCall('thresholds.calibrate', { promise }, { placeholderData: keepPreviousData })
  const answers = useAnswers()
  const say = useSay()
  const text = words.thresholds
  const apply = useChange('thresholds.apply', {
    done({ settings: changed }) {
      answers.set('settings.get', {}, changed)
      props.onApplied()
      say('info', text.applied(format.similarity(changed.threshold)))
    },
  })
  const attempts = (rate: number) => format.number(attemptsOf(rate))
  const options = [...new Set([...rates, promise.rate])].sort((a, b) => b - a)

  return (
    <section className={subScreenCss.subCard}>
      <div className={css.promiseHead}>
        <Choice
          label={text.promise}
          showLabel
          options={options.map((rate) => ({ value: String(rate), label: text.once(attempts(rate)) }))}
          value={String(promise.rate)}
          onChange={(value) => setPromise({ kind: promise.kind, rate: Number(value) })}
        />
        <div className={css.promiseState}>
          <p>{text.inUse(format.similarity(settings.threshold))}</p>
          <p className="soft small">
            {settings.promise === null
              ? text.fixed
              : text.follows(
                  settings.promise.kind === 'fpir'
                    ? text.promiseText(attempts(settings.promise.rate))
                    : text.promiseFmr(attempts(settings.promise.rate)),
                )}
          </p>
          {settings.promise === null || calibration.data === undefined ? null : (
            <p className="soft small">
              {calibration.data.people === 0 ? text.start : text.step(calibration.data.people)}
            </p>
          )}
          {settings.promise === null ? null : (
            <Button look="quiet" isDisabled={apply.isPending} onPress={() => apply.mutate({ promise: null })}>
              {text.stop}
            </Button>
          )}
        </div>
      </div>
      <Loaded query={calibration}>
        {(answer) => (
          <div aria-busy={calibration.isPlaceholderData}>
            {answer.kind === 'calibrated' ? (
              <>
                <Derived calibration={answer} />
                <div className="actions">
                  <Button
                    look="primary"
                    isDisabled={apply.isPending || calibration.isPlaceholderData}
                    onPress={() => apply.mutate({ promise })}
                  >
                    {text.apply}
                  </Button>
                </div>
              </>
            ) : (
              <div role="status" className={css.thresholdFew}>
                <h3>{text.tooLittle}</h3>
                <p className="soft">
                  {answer.best === null ? text.nothing(answer.people) : text.best(answer.people, attempts(answer.best))}
                </p>
              </div>
            )}
          </div>
        )}
      </Loaded>
    </section>
  )
}

function Derived(props: { calibration: Extract<Calibration, { kind: 'calibrated' }> }) {
  const { words, format } = useWords()
  const text = words.thresholds
  const { threshold, interval, expectedFpir, expectedFnir, people, templates, basis } = props.calibration
  const figures = [
    {
      name: text.derived,
      value: format.similarity(threshold),
      hint: text.interval(format.similarity(interval[0]), format.similarity(interval[1])),
    },
    { name: text.strangers, value: format.percent(expectedFpir), hint: null },
    {
      name: text.asked,
      value: expectedFnir === null ? text.unknownShare : format.percent(expectedFnir),
      hint: null,
    },
  ]
  return (
    <>
      <dl className={subScreenCss.figures}>
        {figures.map(({ name, value, hint }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={subScreenCss.figureValue}>{value}</dd>
            {hint === null ? null : <dd className="soft small">{hint}</dd>}
          </div>
        ))}
      </dl>
      <p className="soft small">
        {text.basis(people, templates)} {basis.reference === null ? text.noPrior : text.prior}{' '}
        {basis.fits
          .map(({ name, worstRatio }) => `${text.fit(text.fits[name] ?? name, worstRatio.toFixed(1))}.`)
          .join(' ')}
      </p>
    </>
  )
}
