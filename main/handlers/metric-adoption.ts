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

  return {
    'metric.list': list,
    'metric.adopt': ({ version }) => {
      const metric = store.metrics.get(version)
      requireAdoptable(metric, model)
      const current = store.metrics.current(model)
      if (current?.version === version) return list()
      store.transaction(() => {
        const before = settings().threshold
        const threshold = within(recalibrated(standardThreshold(current), metric.thresholds))
        const { thresholdVersion } = store.settings.set({ threshold }, { kind: 'metric', adopted: version, before })
        store.metrics.adopt({ version, thresholdBefore: before, thresholdVersion })
        const details = { name: metric.name, threshold }
        store.audit.append({ actor, action: 'metric.adopt', subject: `metric ${version}`, details })
      })
      return announce()
    },
    'metric.undo': () => {
      const current = store.metrics.current(model)
      if (current === null) return list()
      store.transaction(() => {
        const threshold = within(thresholdUndone(current))
        store.metrics.undo(current)
        store.settings.set({ threshold }, { kind: 'metric', undone: current.version })
        store.audit.append({
          actor,
          action: 'metric.undo',
          subject: `metric ${current.version}`,
          details: { threshold },
        })
      })
      return announce()
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
