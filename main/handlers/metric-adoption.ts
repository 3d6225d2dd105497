import type { MetricList } from '../contract/api/metric.ts'
import { AppError } from '../contract/errors.ts'
import type { LearnedMetric } from '../contract/metric.ts'
import { recalibrated } from '../metric/judging/verdict.ts'
import type { Adoption } from '../store/metrics.ts'
import type { Context, Handlers } from './context.ts'

type Methods = 'metric.list' | 'metric.adopt' | 'metric.undo'

/** Which metric is in use. Stored embeddings stay as they are: a change is one row, and undone by another. */
export function metricAdoption(context: Context): Handlers<Methods> {
  const { store, gallery, settings, publish, actor, model } = context

  const list = (): MetricList => ({
    current: store.metrics.current(model)?.version ?? null,
    metrics: store.metrics.list(),
  })

  /** The threshold in use, as it would be under the standard metric. */
  function standardThreshold(current: Adoption | null): number {
    const { threshold, thresholdVersion } = settings()
    if (current === null) return threshold
    const { thresholds } = store.metrics.get(current.version)
    const back = thresholds.map(({ fmr, before, after }) => ({ fmr, before: after, after: before }))
    const untouched = thresholdVersion === current.thresholdVersion && store.metrics.beneath(current) === null
    return untouched ? current.thresholdBefore : recalibrated(threshold, back)
  }

  function announce(): MetricList {
    gallery.refresh()
    publish('settings.changed', settings())
    const now = list()
    publish('metric.changed', { current: now.current })
    return now
  }

  let changing = false

  /**
   * The gallery is read under the other metric first, in the background; then database, threshold and gallery change at
   * once, so that no decision is taken with one metric's similarities and another one's threshold.
   */
  async function change(to: number | null, write: (current: Adoption | null) => void): Promise<MetricList> {
    if (changing) throw new AppError('invalid-input', 'The metric is being changed already. Wait until it is done.')
    changing = true
    try {
      const current = store.metrics.current(model)
      const take = await gallery.prepare(to)
      store.transaction(() => {
        if (store.metrics.current(model)?.id !== current?.id) {
          throw new AppError('invalid-input', 'The metric was changed by another program meanwhile. Try it again.')
        }
        write(current)
      })
      take()
    } finally {
      changing = false
    }
    return announce()
  }

  return {
    'metric.list': list,
    'metric.adopt': ({ version }) => {
      const metric = store.metrics.get(version)
      requireAdoptable(metric, model)
      if (store.metrics.current(model)?.version === version) return list()
      return change(version, (current) => {
        const before = settings().threshold
        const threshold = within(recalibrated(standardThreshold(current), metric.thresholds))
        const { thresholdVersion } = store.settings.set({ threshold }, { kind: 'metric', adopted: version, before })
        store.metrics.adopt({ version, thresholdBefore: before, thresholdVersion })
        const details = { name: metric.name, threshold }
        store.audit.append({ actor, action: 'metric.adopt', subject: `metric ${version}`, details })
      })
    },
    'metric.undo': () => {
      const adoption = store.metrics.current(model)
      if (adoption === null) return list()
      return change(store.metrics.beneath(adoption)?.version ?? null, () => {
        const { version } = adoption
        const threshold = within(thresholdUndone(adoption))
        store.metrics.undo(adoption)
        store.settings.set({ threshold }, { kind: 'metric', undone: version })
        store.audit.append({ actor, action: 'metric.undo', subject: `metric ${version}`, details: { threshold } })
      })
    },
  }

  /** The one before, to the last bit, unless it was changed by hand since; then its counterpart. */
  function thresholdUndone(current: Adoption): number {
    if (settings().thresholdVersion === current.thresholdVersion) return current.thresholdBefore
    const standard = standardThreshold(current)
    const under = store.metrics.beneath(current)
    return under === null ? standard : recalibrated(standard, store.metrics.get(under.version).thresholds)
  }
}

function requireAdoptable({ version, model: made, verdict }: LearnedMetric, model: string): void {
  if (made !== model) {
    throw new AppError('model-mismatch', `Metric ${version} was learned for embeddings of ${made}. Train it here.`, {
      details: { metric: made, model },
    })
  }
  if (!verdict.adoptable) throw new AppError('invalid-input', verdict.message, { details: { version } })
}

function within(threshold: number): number {
  return Math.min(1, Math.max(0, threshold))
}
