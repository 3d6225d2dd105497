import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import type { LearningPoint, MetricSource } from '../../../main/contract/learned-metrics.ts'
import type { StoppedTraining } from '../../../main/contract/metrics.ts'
import { useTopic } from '../../client/context.tsx'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { useCall } from '../../data/use-call.ts'
import { useWords } from '../../messages/use-words.tsx'
import { AnglePlots, LearningPlots, points, VerdictMark, verdictWords } from './judged.tsx'
import css from './metric.module.css'
import { LossParameters, NumberInput } from './parameters.tsx'
import { type ParametersByLoss, useAdoption, useLabWork, useSavedPack } from './use-lab.ts'
import { Working } from './working.tsx'

/** Trains one loss or closed form, evaluates and keeps it, and adopts it if it is proved to be better. */
export function Train(props: {
  described: Output<'metric.losses'>
  parameters: ParametersByLoss
  source: MetricSource
  onParameter: (loss: string, name: string, value: number) => void
}) {
  const { words } = useWords()
  const text = words.metric
  const { described, parameters, source } = props
  const [name, setName] = useState('wccn')
  const [steps, setSteps] = useState(120)
  const [rate, setRate] = useState(0.0003)
  const [head, setHead] = useState<'linear' | 'diagonal'>('linear')
  const [folds, setFolds] = useState(5)
  const [seed, setSeed] = useState(1)
  const [curve, setCurve] = useState<readonly LearningPoint[]>([])
  const work = useLabWork('metric.train')
  const { data: { stopped } = { stopped: null } } = useCall('metric.stopped', {})
  useTopic('metric.learning', (message) => setCurve(message.curve))
  const loss = described.losses.find((each) => each.name === name)
  const start = () => {
    setCurve([])
    const changes = loss ? { parameters: { ...parameters[name] }, steps, learningRate: rate, head } : {}
    work.start({ loss: name, changes, source, folds, seed, resume: false } as Parameters<typeof work.start>[0])
  }
  const { result } = work
  const titles = new Map([...described.forms, ...described.losses].map((each) => [each.name, each.title]))
  const describeStopped = ({ loss: stoppedLoss, step, steps: all }: StoppedTraining) => {
    const title = titles.get(stoppedLoss) ?? stoppedLoss
    return step < all ? text.stoppedAt(title, step, all) : text.stoppedJudging(title)
  }
  return (
    <div className={css.labSplit}>
      <form
        className={css.labForm}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <Choice
          showLabel
          label={text.lossOrForm}
          options={[
            ...described.forms.map((form) => ({ value: form.name, label: form.title })),
            ...described.losses.map((each) => ({ value: each.name, label: each.title })),
          ]}
          value={name}
          onChange={setName}
        />
        {loss === undefined ? (
          <p className="soft small">{text.closedText}</p>
        ) : (
          <>
            <p className={`soft small ${css.labFormula}`}>{loss.formula}</p>
            <LossParameters loss={loss} parameters={parameters} onParameter={props.onParameter} />
            <Choice
              showLabel
              label={text.head}
              options={(['linear', 'diagonal'] as const).map((value) => ({ value, label: text.heads[value] }))}
              value={head}
              onChange={setHead}
            />
            <NumberInput label={text.steps} value={steps} minimum={1} maximum={5000} step={1} onChange={setSteps} />
            <NumberInput
              label={text.learningRate}
              value={rate}
              minimum={0.00001}
              maximum={10}
              step={0.00001}
              onChange={setRate}
            />
          </>
        )}
        <NumberInput label={text.folds} value={folds} minimum={2} maximum={20} step={1} onChange={setFolds} />
        <NumberInput label={text.seed} value={seed} minimum={0} maximum={2147483647} step={1} onChange={setSeed} />
        <Button look="primary" type="submit" isDisabled={work.running}>
          {text.train}
        </Button>
      </form>
      <div className={css.labResults}>
        {work.running ? <Working label={text.training} progress={work.progress} onCancel={work.cancel} /> : null}
        {!work.running && stopped !== null ? (
          <Said text={describeStopped(stopped)}>
            <Button onPress={() => work.start({ ...stopped, resume: true })}>{text.resume}</Button>
          </Said>
        ) : null}
        {!work.running && stopped === null && result?.kind === 'cancelled' ? <Said text={text.cancelledPlain} /> : null}
        {!work.running && result?.kind === 'diverged' ? <Said text={text.diverged} /> : null}
        {!work.running && result?.kind === 'trained' ? <Trained result={result} /> : null}
        {work.running && curve.length > 1 ? <LearningPlots name="training" curves={[curve]} /> : null}
        <KeptMetrics titles={titles} />
      </div>
    </div>
  )
}

function Said(props: { text: string; children?: React.ReactNode }) {
  return (
    <div className={css.labSaid} role="status">
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}

function Trained(props: { result: Extract<Output<'metric.train'>, { kind: 'trained' }> }) {
  const { words } = useWords()
  const { adopt, busy } = useAdoption()
  const { data: list } = useCall('metric.list', {})
  const { metric, judged, curve } = props.result
  const inUse = list?.current === metric.version
  return (
    <>
      <Said text={verdictWords(words, judged.verdict)}>
        {judged.verdict.adoptable && !inUse ? (
          <Button look="primary" isDisabled={busy} onPress={() => adopt(metric.version)}>
            {words.metric.adopt}
          </Button>
        ) : null}
      </Said>
      <AnglePlots name={metric.name} angles={judged.angles} />
      <LearningPlots name={metric.name} curves={[curve]} />
    </>
  )
}

/** Lists the metrics trained so far, newest first. */
function KeptMetrics(props: { titles: ReadonlyMap<string, string> }) {
  const { words, format } = useWords()
  const text = words.metric
  const { data: list } = useCall('metric.list', {})
  const { adopt, busy } = useAdoption()
  const pack = useSavedPack()
  if (list === undefined || list.metrics.length === 0) return <p className="soft">{text.noneKept}</p>
  return (
    <section className={css.labKept}>
      <h2>{text.kept}</h2>
      <div className={css.labScroll}>
        <table className={css.labTable}>
          <thead>
            <tr>
              <th scope="col">{text.version}</th>
              <th scope="col">{text.lossOrForm}</th>
              <th scope="col">{text.gain}</th>
              <th scope="col">{text.verdict}</th>
              <th scope="col">{text.trained}</th>
              <th scope="col">
                <span className="visually-hidden">{text.adopt}</span>
              </th>
              <th scope="col">
                <span className="visually-hidden">{text.savePack}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.metrics.map(({ version, name, verdict, trainedAt }) => (
              <tr key={version}>
                <th scope="row">{version}</th>
                <td>{props.titles.get(name) ?? name}</td>
                <td>
                  {points(verdict.gain.value)}{' '}
                  <span className="soft">
                    {points(verdict.gain.low)} … {points(verdict.gain.high)}
                  </span>
                </td>
                <td>
                  <VerdictMark verdict={verdict} />
                </td>
                <td>{format.date(trainedAt)}</td>
                <td>
                  {version === list.current ? (
                    <span className={css.labVerdict} data-kind="better">
                      {text.inUse}
                    </span>
                  ) : verdict.adoptable ? (
                    <Button isDisabled={busy} onPress={() => adopt(version)}>
                      {text.adopt}
                    </Button>
                  ) : null}
                </td>
                <td>
                  <Button look="quiet" icon="save" isDisabled={pack.busy} onPress={() => pack.save(version)}>
                    {text.savePack}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft small">{text.packText}</p>
    </section>
  )
}
