import { useState } from 'react'
import type { Output } from '../../../main/contract/api.ts'
import type { CurvePoint } from '../../../main/contract/learned-metrics.ts'
import { Choice } from '../../components/choice.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './metric.module.css'
import { LossParameters } from './parameters.tsx'
import { Chart, type Series } from './plots/chart.tsx'
import type { ParametersByLoss } from './use-lab.ts'

const degree = 180 / Math.PI
const degrees = [0, 30, 60, 90, 120, 150, 180]

/** Explains each loss: its formula, its logit over the angle, and where it separates two classes. */
export function Losses(props: {
  described: Output<'metric.losses'>
  parameters: ParametersByLoss
  onParameter: (loss: string, name: string, value: number) => void
}) {
  const { words } = useWords()
  const text = words.metric
  const { losses } = props.described
  const [name, setName] = useState('arcface')
  const loss = losses.find((each) => each.name === name) ?? losses[0]!
  const inDegrees = (points: readonly CurvePoint[]) => points.map(({ x, y }) => ({ x: x * degree, y: y * degree }))
  const drawn = losses.flatMap(({ name: own, title, logit, boundary }, i) => {
    const look = { name: title, colour: i, dashed: i % 2 === 1, strong: own === loss.name }
    return logit === null || boundary === null ? [] : [{ look, logit, boundary }]
  })
  const logits: Series[] = drawn.map(({ look, logit }) => ({
    ...look,
    points: logit.map(({ x, y }) => ({ x: x * degree, y })),
  }))
  const boundaries: Series[] = drawn.map(({ look, boundary }) => ({ ...look, points: inDegrees(boundary) }))
  const axis = (label: string) => ({ label, ticks: degrees, format: (value: number) => `${value}°` })
  return (
    <div className={css.labSplit}>
      <div className={css.labForm}>
        <Choice
          showLabel
          label={text.loss}
          options={losses.map((each) => ({ value: each.name, label: each.title }))}
          value={loss.name}
          onChange={setName}
        />
        <p className={css.labFormula}>{loss.formula}</p>
        <p className="soft small">{loss.source}</p>
        <LossParameters loss={loss} parameters={props.parameters} onParameter={props.onParameter} />
      </div>
      <div className={css.labPlots}>
        <Chart
          name="logits"
          title={text.logits}
          text={text.logitsText}
          x={axis(text.angleToOwn)}
          y={{
            label: text.logit,
            ticks: [-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1],
          }}
          series={logits}
        />
        <Chart
          name="boundaries"
          title={text.boundaries}
          text={text.boundariesText}
          x={axis(text.angleToFirst)}
          y={axis(text.angleToSecond)}
          series={boundaries}
        />
      </div>
    </div>
  )
}
