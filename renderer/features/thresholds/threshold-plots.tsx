import type { ThresholdReport } from '../../../main/contract/thresholds.ts'
import { DragLine } from '../../components/plot/drag-line.tsx'
import { Bars, Dot, Line, Plot } from '../../components/plot/plot.tsx'
import type { Axis } from '../../components/plot/scale.ts'
import { useWords } from '../../messages/use-words.tsx'
import { type CurvePoint, ratesAt, sharesOf } from './curve.ts'

/** Plots similarities of one person and of two people, with the threshold as a line to drag. */
export function ScorePlot(props: { report: ThresholdReport; threshold: number; onThreshold: (value: number) => void }) {
  const { words, format } = useWords()
  const { genuine, impostor } = props.report
  const kinds = [
    { ...genuine, shares: sharesOf(genuine.counts), label: words.thresholds.genuine, tone: 'a' as const },
    { ...impostor, shares: sharesOf(impostor.counts), label: words.thresholds.impostor, tone: 'b' as const },
  ]
  const highest = Math.max(0.01, ...kinds.flatMap(({ shares }) => shares))
  const x: Axis = {
    label: words.thresholds.similarity,
    scale: 'linear',
    from: -0.2,
    to: 1,
    intervals: 6,
    format: format.similarity,
  }
  const y: Axis = {
    label: words.thresholds.share,
    scale: 'linear',
    from: 0,
    to: highest * 1.1,
    format: format.percent,
  }
  const description = kinds
    .map(({ label, shares, from, step }) => {
      const peak = shares.indexOf(Math.max(...shares))
      const middle = peak === -1 ? words.thresholds.unknownShare : format.similarity(from + (peak + 0.5) * step)
      return words.thresholds.curve(label, middle)
    })
    .join('. ')
  return (
    <Plot
      label={words.thresholds.scores}
      description={description}
      x={x}
      y={y}
      keys={kinds}
      over={
        <DragLine
          label={words.thresholds.line}
          axis={x}
          step={0.005}
          value={props.threshold}
          onChange={props.onThreshold}
        />
      }
    >
      {(across, up) =>
        kinds.map((kind) =>
          kind.shares.length === 0 ? null : <Bars key={kind.tone} x={across} y={up} {...kind} shares={kind.shares} />,
        )
      }
    </Plot>
  )
}

/** Plots missed colleagues against false names over all thresholds, with the chosen one marked. */
export function TradeOffPlot(props: {
  curve: readonly CurvePoint[]
  threshold: number
  /** `fmr`: two people compared, log-log (DET). `fpir`: a stranger against this gallery. */
  kind: 'fmr' | 'fpir'
}) {
  const { words, format } = useWords()
  const { kind, curve } = props
  const text = words.thresholds
  const points = curve.flatMap((point) => (point.fnir === null ? [] : [{ x: point[kind], y: point.fnir }]))
  if (points.length < 2) return <p className="soft">{text.noCurve}</p>
  const label = kind === 'fmr' ? text.det : text.door
  const tick = (value: number) => (value >= 1e-4 ? format.percent(value) : value.toExponential(0))
  const x: Axis = { label: text[kind], scale: 'logarithmic', from: kind === 'fmr' ? 1e-6 : 1e-4, to: 1, format: tick }
  const highest = Math.min(1, Math.max(0.05, ...points.filter((point) => point.x > x.from).map((point) => point.y)))
  const y: Axis =
    kind === 'fmr'
      ? { label: text.fnmr, scale: 'logarithmic', from: 1e-3, to: 1, format: tick }
      : { label: text.fnir, scale: 'linear', from: 0, to: highest, format: format.percent }
  const now = ratesAt(curve, props.threshold)
  const samples = points.filter((point) => point.x >= x.from && point.x < 1)
  const description = text.curve(
    label,
    [0.1, 0.5, 0.9]
      .flatMap((share) => samples[Math.floor(share * samples.length)] ?? [])
      .map((point) => text.point(format.percent(point.x), format.percent(point.y)))
      .join('; '),
  )
  return (
    <Plot
      label={label}
      description={description}
      x={x}
      y={y}
      keys={[{ label: text.atLine(format.similarity(props.threshold)), tone: 'now' }]}
    >
      {(across, up) => (
        <>
          <Line x={across} y={up} tone="a" points={points} />
          {now === null || now.fnir === null ? null : <Dot x={across} y={up} point={{ x: now[kind], y: now.fnir }} />}
        </>
      )}
    </Plot>
  )
}
