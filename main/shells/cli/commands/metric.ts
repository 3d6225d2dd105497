import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { App } from '../../../app.ts'
import { AppError } from '../../../contract/errors.ts'
import type {
  ComparisonTable,
  Interval,
  LearnedMetric,
  Measured,
  MeasureName,
} from '../../../contract/learned-metrics.ts'
import type { MetricList } from '../../../contract/metrics.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { type MetricInput, metricInput } from '../metric-input.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface JudgeOptions extends MetricInput {
  readonly folds: number
  readonly seed: number
}

interface TrainOptions extends JudgeOptions {
  readonly loss: string
  readonly set?: Record<string, number>
  readonly shrinkage?: number
  readonly steps?: number
}

interface ExportOptions extends MetricInput {
  readonly to: string
  readonly metric?: number
}

const task = 'metric'

export function defineMetric(program: Command, perform: Perform): void {
  const metric = program.command('metric').description('learn a metric for the faces of this place, and judge it')
  withJudgeOptions(metric.command('train').description('train one, judge it on people it has not seen, and keep it'))
    .requiredOption('--loss <name>', 'a loss or a closed form: see docs/metric-lab.md')
    .option('--set <name=value>', 'a parameter of the loss; may be repeated', parseParameter)
    .option('--shrinkage <share>', 'of a closed form, 0 to 1; chosen on held-out people otherwise', Number)
    .option('--steps <n>', 'of training', Number)
    .action((options: TrainOptions, command: Command) => perform(command, (session) => train(session, options)))
  withJudgeOptions(metric.command('compare').description('compare losses and closed forms on the same people'))
    .option('--losses <names>', 'separated by commas; all otherwise', (text: string) => text.split(','))
    .action((options: JudgeOptions & { losses?: string[] }, command: Command) =>
      perform(command, (session) => compare(session, options)),
    )
  metric
    .command('list')
    .description('the metrics that were trained, and which one is in use')
    .action((_options, command: Command) =>
      perform(command, async (session) => describeList(await ask(session, 'list'))),
    )
  metric
    .command('adopt')
    .description('put a trained metric to use, if it was proved to be better')
    .argument('<version>', 'its number in the list', Number)
    .action((version: number, _options, command: Command) =>
      perform(command, async (session) => describeList(await (await session.app()).call('metric.adopt', { version }))),
    )
  metric
    .command('undo')
    .description('take the last adoption back')
    .action((_options, command: Command) =>
      perform(command, async (session) => describeList(await ask(session, 'undo'))),
    )
  withInputOptions(
    metric
      .command('export')
      .description('write embeddings as .npy with their labels as CSV, or a metric as a model pack'),
  )
    .requiredOption('--to <name>', 'NAME.npy and NAME.csv are written; with --metric, the file NAME')
    .option('--metric <version>', 'a trained metric, with the models in use as a pack', Number)
    .action((options: ExportOptions, command: Command) =>
      perform(command, (session) =>
        options.metric === undefined
          ? exportEmbeddings(session, options)
          : exportPack(session, options.metric, options),
      ),
    )
}

function withInputOptions(command: Command): Command {
  return command
    .option('--images <dir>', 'learn from photos, one folder a person, instead of the people enrolled')
    .option('--probes <dir>', 'search for these photos of the same people, with --images as the gallery')
    .option('--from <name>', 'learn from NAME.npy and NAME.csv')
    .option('--model <id>', 'which embedder made --from; only what was learned from the own one can be adopted')
}

function withJudgeOptions(command: Command): Command {
  return withInputOptions(command)
    .option('--folds <k>', 'of the people, each tested once', Number, 5)
    .option('--seed <n>', 'the same seed gives the same result', Number, 1)
}

function parseParameter(text: string, before: Record<string, number> = {}): Record<string, number> {
  const [name = '', value = ''] = text.split('=')
  if (name === '' || value.trim() === '' || Number.isNaN(Number(value))) {
    throw new InvalidArgumentError('Write it as name=number, for example s=32.')
  }
  return { ...before, [name]: Number(value) }
}

async function ask(session: Session, method: 'list' | 'undo'): Promise<MetricList> {
  return (await session.app()).call(`metric.${method}`, {})
}

async function withProgress<T>(session: Session, label: string, app: App, work: Promise<T>): Promise<T> {
  const end = app.subscribe((topic, message) => {
    if (topic !== 'progress') return
    const { done, total, note } = message as { done: number; total: number; note: string | null }
    session.progress.report(label, done, total, note ?? '')
  })
  return work.finally(end)
}

async function train(session: Session, options: TrainOptions): Promise<Outcome> {
  const { loss, folds, seed, set, shrinkage, steps } = options
  const { app, source, failures } = await metricInput(session, options)
  const changes = { parameters: set, shrinkage, steps }
  const input = { task, loss, source, folds, seed, changes }
  const result = await withProgress(session, loss, app, app.call('metric.train', input))
  if (result.kind === 'diverged') return { value: result, text: `${result.message}\n`, failed: true }
  if (result.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
  const { version, verdict } = result.metric
  const next = verdict.adoptable ? `Put it to use with: rollcall metric adopt ${version}\n` : ''
  return {
    value: { ...result, failures },
    text: `Metric ${version} (${loss}): ${verdict.message}\n${next}`,
  }
}

async function compare(session: Session, options: JudgeOptions & { losses?: string[] }): Promise<Outcome> {
  const { losses = null, folds, seed } = options
  const { app, source, failures } = await metricInput(session, options)
  const input = { task, losses, source, folds, seed }
  const result = await withProgress(session, 'compared', app, app.call('metric.compare', input))
  return { value: { ...result, failures }, text: comparisonText(result) }
}

const shown: readonly MeasureName[] = ['tar-1e-2', 'tar-1e-3', 'eer', 'rank-1', 'fnir-1e-2', 'knn']

function comparisonText({ people, photos, folds, standard, rows, peopleNeeded }: ComparisonTable): string {
  const figures = (measured: Measured) => shown.map((name) => range(measured[name]))
  const lines = rows.map((row) =>
    row.kind === 'failed'
      ? [row.name, row.message]
      : [row.name, range(row.gain['tar-1e-2']), ...figures(row.after), row.verdict.kind],
  )
  const head = ['metric', 'gain', 'TAR@1e-2', 'TAR@1e-3', 'EER', 'rank-1', 'FNIR@FPIR 1e-2', '3-NN', 'verdict']
  const said = `${count(people, 'person', 'people')}, ${count(photos, 'photo')}, ${folds} folds; per cent, with 95 % intervals over people\n\n`
  const missing = shown.flatMap((name) => {
    const needed = peopleNeeded[name]
    return needed === undefined ? [] : [`${head[shown.indexOf(name) + 2]} needs about ${needed} people.\n`]
  })
  return said + table(head, [['standard', '', ...figures(standard), ''], ...lines]) + missing.join('')
}

function range({ value, low, high }: Interval): string {
  if (value === null) return '-'
  const percent = (share: number | null) => (share === null ? '-' : (100 * share).toFixed(2))
  return `${percent(value)} [${percent(low)}, ${percent(high)}]`
}

function describeList(list: MetricList): Outcome {
  const row = (metric: LearnedMetric) => [
    `${metric.version}`,
    metric.name,
    metric.version === list.current ? 'in use' : metric.verdict.adoptable ? 'can be adopted' : metric.verdict.kind,
    range(metric.gain['tar-1e-2']),
    new Date(metric.trainedAt).toISOString().slice(0, 16),
  ]
  const inUse = list.current === null ? 'The standard metric is in use.\n' : `Metric ${list.current} is in use.\n`
  const rows = list.metrics.map(row)
  return {
    value: list,
    text: inUse + (rows.length === 0 ? '' : table(['', 'name', 'state', 'gain, per cent', 'trained'], rows)),
  }
}

async function exportEmbeddings(session: Session, options: MetricInput & { to: string }): Promise<Outcome> {
  const { app, source, failures } = await metricInput(session, options)
  const { npy, labels } = await app.call('metric.export', { source })
  const files = [`${options.to}.npy`, `${options.to}.csv`] as const
  await writeFile(files[0], npy, { mode: 0o600 })
  await writeFile(files[1], labels, { mode: 0o600 })
  const rows = labels.trimEnd().split('\r\n').length - 1
  return { value: { files, rows, failures }, text: `${count(rows, 'embedding')} written to ${files.join(' and ')}.\n` }
}

async function exportPack(session: Session, version: number, { to }: ExportOptions): Promise<Outcome> {
  const app = await session.app()
  const written = await app.call('metric.exportPack', { version, file: resolve(to) })
  if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. Nothing was written.')
  const text = `${written.name} written to ${written.path}. It holds no photo, name or template, but what was learned from the faces of many people together: pass it on only where they would expect it.\n`
  return { value: written, text }
}
