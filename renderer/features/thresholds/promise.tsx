import { useState } from 'react'
import type { Calibration, RatePromise } from '../../../main/contract/thresholds.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useSay } from '../../components/notices.tsx'
import { Loaded } from '../../components/states.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { useSettings } from '../settings/queries.ts'
import { attemptsOf } from './curve.ts'
import { useApplyPromise, useCalibration } from './queries.ts'

const rates = [1 / 30, 1 / 100, 1 / 300, 1 / 1000, 1 / 3000, 1 / 10_000]

/** What the user wants to rely on, and the threshold that follows from it. */
export function PromisePart(props: { onApplied: () => void }) {
  const { words, format } = useWords()
  const settings = useSettings()
  const [promise, setPromise] = useState<RatePromise>(settings.promise ?? { kind: 'fpir', rate: 1 / 100 })
  const calibration = useCalibration(promise)
  const apply = useApplyPromise()
  const say = useSay()
  const text = words.thresholds
  const attempts = (rate: number) => format.number(attemptsOf(rate))
  const options = [...new Set([...rates, promise.rate])].sort((a, b) => b - a)

  function use(next: RatePromise | null): void {
    apply.mutate(next, {
      onSuccess({ settings: changed }) {
        props.onApplied()
        say('info', text.applied(format.similarity(changed.threshold)))
      },
      onError: (error) => say('error', errorWords(words, error)),
    })
  }

  return (
    <section className="sub-card">
      <div className="promise-head">
        <Choice
          label={text.promise}
          showLabel
          options={options.map((rate) => ({ value: String(rate), label: text.once(attempts(rate)) }))}
          value={String(promise.rate)}
          onChange={(value) => setPromise({ kind: promise.kind, rate: Number(value) })}
        />
        <div className="promise-state">
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
          {settings.promise === null ? null : (
            <Button look="quiet" isDisabled={apply.isPending} onPress={() => use(null)}>
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
                    onPress={() => use(promise)}
                  >
                    {text.apply}
                  </Button>
                </div>
              </>
            ) : (
              <div role="status" className="threshold-few">
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
      <dl className="figures">
        {figures.map(({ name, value, hint }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure-value">{value}</dd>
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
