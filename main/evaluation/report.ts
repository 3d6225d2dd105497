import { escapeMarkup } from '../text/markup.ts'
import type { Interval } from './bootstrap.ts'
import type { OpenSetResult } from './open-set.ts'
import { type Axis, histogram, lineChart } from './plot.ts'
import type { QualityBand } from './quality-bands.ts'
import type { ErrorPoint } from './rates.ts'
import type { VerificationResult } from './verification.ts'

/** What a report says about its origin. */
export interface Provenance {
  readonly title: string
  /** The command that made it. */
  readonly command: string
  readonly model: string
  /** ISO 8601 */
  readonly madeAt: string
  readonly skipped: number
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`
const within = ([low, high]: Interval) => `${percent(low)} to ${percent(high)}`
const rates: Axis['ticks'] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
const errorAxis = (label: string): Axis => ({
  label,
  scale: 'logarithmic',
  ticks: rates,
  format: (rate) => `${Number((rate * 100).toPrecision(2))} %`,
})

/** The detection error trade-off (ISO/IEC 19795-1), both axes logarithmic, as an SVG document. */
export function detChart(points: readonly ErrorPoint[], falseMatch: string, falseNonMatch: string): string {
  return lineChart('Detection error trade-off', errorAxis(falseMatch), errorAxis(falseNonMatch), [
    { label: 'measured', color: '#2f5bea', points: points.map((at) => [at.falseMatch, at.falseNonMatch]) },
  ])
}

/** Similarities of two kinds side by side, each scaled to its highest bin, as an SVG document. */
export function similarityChart(
  same: { readonly label: string; readonly values: readonly number[] },
  different: { readonly label: string; readonly values: readonly number[] },
): string {
  const ticks = [-0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]
  const x: Axis = { label: 'similarity', scale: 'linear', ticks, format: (value) => value.toFixed(1) }
  const y: Axis = { label: 'share of the highest bin', scale: 'linear', ticks: [0, 0.5, 1], format: String }
  return lineChart('Similarities', x, y, [
    { label: same.label, color: '#1d8f5a', points: histogram(same.values, -0.4, 1, 70) },
    { label: different.label, color: '#c8442f', points: histogram(different.values, -0.4, 1, 70) },
  ])
}

/** A page of its own, with nothing to load, for a verification run. */
export function verificationReport(about: Provenance, result: VerificationResult, similarities: string): string {
  const { intervals } = result
  return page(about, [
    figures([
      [
        'Accuracy, mean ± standard deviation of the folds',
        `${percent(result.accuracy)} ± ${percent(result.accuracyStd)}`,
        within(intervals.accuracy),
      ],
      ['Equal error rate', percent(result.eer), within(intervals.eer)],
      ['TAR at FAR 1 %', percent(result.tarAtFar['0.01']), within(intervals.tarAtFar['0.01'])],
      [
        rateLabel('TAR at FAR 0.1 %', 0.001, result.impostor, 'impostor pairs'),
        percent(result.tarAtFar['0.001']),
        within(intervals.tarAtFar['0.001']),
      ],
      ['Threshold, mean of the folds', result.threshold.toFixed(3), ''],
      ['Pairs', `${result.genuine} genuine, ${result.impostor} impostor`, ''],
    ]),
    `<h2>Similarities</h2>${similarities}`,
    `<h2>Detection error trade-off</h2>${detChart(result.det, 'false match rate', 'false non-match rate')}`,
    `<h2>Missed at FAR 1 %, by the quality of the worse photo</h2>${bands(result.byQuality)}`,
  ])
}

/** A page of its own, with nothing to load, for an open-set run. */
export function openSetReport(about: Provenance, result: OpenSetResult, similarities: string): string {
  const { intervals } = result
  return page(about, [
    figures([
      ['Rank 1', percent(result.rank1), within(intervals.rank1)],
      ['FNIR at FPIR 1 %', percent(result.fnirAtFpir['0.01']), within(intervals.fnirAtFpir['0.01'])],
      [
        rateLabel('FNIR at FPIR 0.1 %', 0.001, result.strangers, 'strangers'),
        percent(result.fnirAtFpir['0.001']),
        within(intervals.fnirAtFpir['0.001']),
      ],
      ['Threshold for FPIR 1 %', result.thresholdAtFpir['0.01'].toFixed(3), ''],
      ['Threshold for FPIR 0.1 %', result.thresholdAtFpir['0.001'].toFixed(3), ''],
      ['Enrolled', `${result.people} people, ${result.templates} templates`, ''],
      ['Searched for', `${result.probes} probes of them, ${result.strangers} strangers`, ''],
    ]),
    `<h2>Similarities of the best match</h2>${similarities}`,
    `<h2>Strangers named against people missed</h2>${detChart(result.det, 'FPIR: strangers named', 'FNIR: people missed')}`,
    `<h2>Missed at FPIR 1 %, by the quality of the probe</h2>${bands(result.byQuality)}`,
    `<h2>Strangers most like somebody enrolled</h2>${table(
      ['photo', 'like', 'similarity'],
      result.worstStrangers.map(({ file, person, similarity }) => [file, person, similarity.toFixed(3)]),
    )}`,
  ])
}

/** Labels a rate, and says when it is below one in the number measured: then the figure is that of no error at all. */
export function rateLabel(label: string, rate: number, measured: number, what: string): string {
  return rate * measured >= 1 ? label : `${label} (none of ${measured} ${what})`
}

function figures(rows: readonly (readonly string[])[]): string {
  return `<h2>Figures</h2>${table(['', 'measured', '95 % interval'], rows)}`
}

function bands(list: readonly QualityBand[]): string {
  return table(
    ['quality', 'attempts', 'missed', 'rate'],
    list.map(({ quality: [low, high], attempts, missed, rate }) => [
      `${low.toFixed(0)} to ${high.toFixed(0)}`,
      String(attempts),
      String(missed),
      percent(rate),
    ]),
  )
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) =>
    `<tr>${row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`
  return `<table>${cells(header, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table>`
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
h1{line-height:1.2}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem 1.2rem .3rem 0;border-bottom:1px solid #e3e3e8}svg{width:100%;height:auto}code{overflow-wrap:anywhere}`

function page({ title, command, model, madeAt, skipped }: Provenance, parts: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>${escapeMarkup(title)}</title><style>${style}</style></head>`,
    `<body><h1>${escapeMarkup(title)}</h1><p>Made ${escapeMarkup(madeAt)} with the model ${escapeMarkup(model)} by<br>`,
    `<code>${escapeMarkup(command)}</code></p>`,
    skipped === 0 ? '' : `<p>${skipped} left out, because a photo was missing or showed no face.</p>`,
    '<p>Intervals hold the true figure in 95 of 100 such samples of people (bootstrap over people).</p>',
    ...parts,
    '</body></html>\n',
  ].join('')
}
