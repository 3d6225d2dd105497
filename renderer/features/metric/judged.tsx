import type {
  AngleHistogram,
  JudgedMetric,
  LearningPoint,
  MetricVerdict,
} from '../../../main/contract/learned-metrics.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './metric.module.css'
import { Chart, niceTicks, type Series } from './plots/chart.tsx'

/** Says why a metric may be adopted, or why the standard metric stays. */
export function VerdictMark(props: { verdict: MetricVerdict }) {
  const { words } = useWords()
  return (
    <span className={css.labVerdict} data-kind={props.verdict.kind}>
      {words.metric.verdicts[props.verdict.kind]}
    </span>
  )
}

export function verdictWords(words: ReturnType<typeof useWords>['words'], { kind, gain, looks }: MetricVerdict) {
  if (kind === 'unproved' && gain.value === null) return words.metric.tooFewPeople
  const said = words.metric.verdictTexts[kind](points(gain.value), points(gain.low), points(gain.high))
  return looks === 1 ? said : `${said} ${words.metric.looks(looks)}`
}

/** Formats percentage points with their sign. */
export function points(share: number | null): string {
  if (share === null) return '–'
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(2)}`
}

/** Formats a percentage with two decimals. */
export function percent(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(2)
}

const degrees = [0, 30, 60, 90, 120]

/** Plots how far apart photos of one person, and of two people, are before and after. */
export function AnglePlots(props: { name: string; angles: JudgedMetric['angles'] }) {
  const { words } = useWords()
  const { before, after } = props.angles
  const highest = Math.max(...[before, after].flatMap(({ genuine, impostor }) => [...genuine, ...impostor]))
  const y = {
    label: words.metric.share,
    ticks: niceTicks(0, highest * 100, 4),
    format: (value: number) => `${value}%`,
  }
  const x = { label: words.metric.angle, ticks: degrees, format: (value: number) => `${value}°` }
  const series = ({ genuine, impostor }: AngleHistogram): Series[] => [
    { name: words.metric.genuine, colour: 0, filled: true, points: countByBin(genuine) },
    { name: words.metric.impostor, colour: 1, filled: true, points: countByBin(impostor) },
  ]
  return (
    <div className={css.labPlots}>
      <Chart
        name={`${props.name}-angles-before`}
        title={words.metric.anglesBefore}
        text={words.metric.anglesText}
        {...{ x, y, series: series(before) }}
      />
      <Chart
        name={`${props.name}-angles-after`}
        title={words.metric.anglesAfter}
        text={words.metric.anglesAfterText}
        {...{ x, y, series: series(after) }}
      />
    </div>
  )
}

function countByBin(shares: readonly number[]) {
  return shares.map((share, i) => ({ x: 2 * i + 1, y: 100 * share }))
}

/** Plots loss and accuracy on held-out people over the steps of training; several curves are several folds. */
export function LearningPlots(props: { name: string; curves: readonly (readonly LearningPoint[])[] }) {
  const { words } = useWords()
  const curves = props.curves.filter((curve) => curve.length > 1)
  if (curves.length === 0) return null
  const last = Math.max(...curves.map((curve) => curve.at(-1)!.step))
  const x = { label: words.metric.steps, ticks: niceTicks(0, last, 4) }
  const series = (what: 'loss' | 'heldOut'): Series[] =>
    curves.map((curve, i) => ({
      name: curves.length === 1 ? words.metric.curve : words.metric.fold(i + 1),
      colour: i,
      points: curve.flatMap(({ step, [what]: value }) => (value === null ? [] : [{ x: step, y: value }])),
    }))
  const ticksOf = (lines: readonly Series[]) => {
    const values = lines.flatMap(({ points }) => points.map(({ y }) => y))
    return values.length === 0 ? [0, 1] : niceTicks(Math.min(...values), Math.max(...values), 4)
  }
  const [loss, heldOut] = [series('loss'), series('heldOut')]
  return (
    <div className={css.labPlots}>
      <Chart
        name={`${props.name}-loss`}
        title={words.metric.lossCurve}
        text={words.metric.lossCurveText}
        {...{ x, y: { label: words.metric.loss, ticks: ticksOf(loss) }, series: loss }}
      />
      <Chart
        name={`${props.name}-held-out`}
        title={words.metric.heldOutCurve}
        text={words.metric.heldOutCurveText}
        {...{ x, y: { label: words.metric.heldOut, ticks: ticksOf(heldOut) }, series: heldOut }}
      />
    </div>
  )
}
