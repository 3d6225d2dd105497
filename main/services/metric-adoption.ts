import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { LearnedMetric } from '../contract/learned-metrics.ts'
import type { MetricList } from '../contract/metrics.ts'
import { recalibrate } from '../metric/judging/verdict.ts'
import type { Adoption } from '../store/metrics.ts'
import type { Store } from '../store/open.ts'
import type { Context } from './context.ts'

/** Chooses the metric in use. Stored embeddings stay as they are: a change writes one row, and undoing it another. */
export interface MetricAdoption {
  list(): MetricList
  /** @throws AppError `metric-not-better`, `model-mismatch`, `metric-changing`, `changed-meanwhile` */
  adopt(version: number, caller: Caller): Promise<MetricList>
  /** Returns to the metric that was in use before. */
  undo(caller: Caller): Promise<MetricList>
}

export function createMetricAdoption(context: Context): MetricAdoption {
  const { store, gallery, settings, publish, model } = context

  const list = (): MetricList => ({
    current: store.metrics.findCurrent(model)?.version ?? null,
    metrics: store.metrics.list(),
  })

  function announce(): MetricList {
    gallery.refresh()
    publish('settings.changed', settings())
    const now = list()
    publish('metric.changed', { current: now.current })
    return now
  }

  let changing = false

  /**
   * Reads the gallery under the other metric in the background, then switches database, threshold and gallery at once,
   * so that no decision combines one metric's similarities with another's threshold.
   */
  async function change(to: number | null, write: (current: Adoption | null) => void): Promise<MetricList> {
    if (changing) throw new AppError('metric-changing', 'The metric is already being changed. Wait until it is done.')
    changing = true
    try {
      const current = store.metrics.findCurrent(model)
      const take = await gallery.prepare(to)
      store.transaction(() => {
        if (store.metrics.findCurrent(model)?.id !== current?.id) {
          throw new AppError(
            'changed-meanwhile',
            'The metric was changed by another program in the meantime. Try again.',
          )
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
    list,
    async adopt(version, caller) {
      const metric = store.metrics.get(version)
      requireAdoptable(metric, model)
      if (store.metrics.findCurrent(model)?.version === version) return list()
      return change(version, (current) => {
        const before = settings().threshold
        const threshold = within(recalibrate(standardThreshold(store, current), metric.thresholds))
        const { thresholdVersion } = store.settings.set({ threshold }, { kind: 'metric', adopted: version, before })
        store.metrics.adopt({ version, thresholdBefore: before, thresholdVersion })
        const details = { name: metric.name, threshold }
        store.audit.append({ ...caller, action: 'metric.adopt', subject: `metric ${version}`, details })
      })
    },
    async undo(caller) {
      const adoption = store.metrics.findCurrent(model)
      if (adoption === null) return list()
      return change(store.metrics.findPrevious(adoption)?.version ?? null, () => {
        const details = { threshold: undo(store, adoption, thresholdUndone(store, adoption)) }
        store.audit.append({ ...caller, action: 'metric.undo', subject: `metric ${adoption.version}`, details })
      })
    },
  }
}

/**
 * Returns from a damaged learned metric to the one before it, with that one's threshold. Its own similarities can no
 * longer be computed, and its threshold does not fit another metric.
 */
export function leaveDamagedMetrics({ store, model, self }: Pick<Context, 'store' | 'model' | 'self'>): void {
  for (;;) {
    const adoption = store.metrics.findCurrent(model)
    if (adoption === null || opens(store, adoption.version)) return
    store.transaction(() => {
      const threshold = undo(store, adoption, thresholdLeft(store, adoption))
      const details = { threshold, damaged: true }
      store.audit.append({ ...self, action: 'metric.undo', subject: `metric ${adoption.version}`, details })
    })
  }
}

function opens(store: Store, version: number): boolean {
  try {
    store.metrics.readMap(version)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'database-damaged') return false
    throw error
  }
}

/** Returns the previous threshold when the thresholds stored with a metric cannot be read either. */
function thresholdLeft(store: Store, adoption: Adoption): number {
  try {
    return thresholdUndone(store, adoption)
  } catch (error) {
    if (error instanceof AppError && error.code === 'database-damaged') return adoption.thresholdBefore
    throw error
  }
}

/** @returns the threshold that is in use now */
function undo(store: Store, adoption: Adoption, to: number): number {
  const threshold = within(to)
  store.metrics.undo(adoption)
  store.settings.set({ threshold }, { kind: 'metric', undone: adoption.version })
  return threshold
}

/** Returns the exact previous threshold, or its counterpart if the threshold was changed by hand since. */
function thresholdUndone(store: Store, current: Adoption): number {
  if (store.settings.get().thresholdVersion === current.thresholdVersion) return current.thresholdBefore
  const standard = standardThreshold(store, current)
  const under = store.metrics.findPrevious(current)
  return under === null ? standard : recalibrate(standard, store.metrics.get(under.version).thresholds)
}

/** Converts the threshold in use to the standard metric. */
function standardThreshold(store: Store, current: Adoption | null): number {
  const { threshold, thresholdVersion } = store.settings.get()
  if (current === null) return threshold
  const { thresholds } = store.metrics.get(current.version)
  const back = thresholds.map(({ fmr, before, after }) => ({ fmr, before: after, after: before }))
  const untouched = thresholdVersion === current.thresholdVersion && store.metrics.findPrevious(current) === null
  return untouched ? current.thresholdBefore : recalibrate(threshold, back)
}

function requireAdoptable({ version, model: made, verdict }: LearnedMetric, model: string): void {
  if (made !== model) {
    throw new AppError('model-mismatch', `Metric ${version} was learned for embeddings of ${made}. Train it here.`, {
      details: { metric: made, model },
    })
  }
  if (!verdict.adoptable) throw new AppError('metric-not-better', verdict.message, { details: { version } })
}

function within(threshold: number): number {
  return Math.min(1, Math.max(0, threshold))
}
