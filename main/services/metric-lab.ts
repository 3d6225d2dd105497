import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { LearnedMetric, MetricFigure } from '../contract/learned-metrics.ts'
import type { StoppedTraining } from '../contract/metrics.ts'
import { compareLosses } from '../metric/compare.ts'
import type { Control } from '../metric/learning/fit.ts'
import { recipeFor, recipeName, recipeNames } from '../metric/learning/recipe.ts'
import type { TrainingState } from '../metric/learning/train.ts'
import type { MetricWorker } from '../metric/metric-worker.ts'
import { greyThumbnail } from '../metric/pixels/thumbnail.ts'
import { trainMetric } from '../metric/train-metric.ts'
import { omitUndefined } from '../store/omit-undefined.ts'
import { decodePhoto } from '../vision/decode.ts'
import type { Context } from './context.ts'
import type { LabMemory } from './lab-memory.ts'
import { tableOf, toJudged } from './metric-records.ts'
import { type LabSets, openSets } from './metric-sets.ts'
import type { Part } from './part.ts'

/** A training stops long before this; other work loses nothing when it is killed. */
const maxStopMs = 3000

/** Trains, evaluates and draws metrics in threads of its own, while the kiosk goes on. */
export interface MetricLab extends Part {
  readonly sets: LabSets
  train(input: Parsed<'metric.train'>, caller: Caller): Promise<Output<'metric.train'>>
  /** Returns the stopped training that can be resumed; null when there is none. */
  resumable(): StoppedTraining | null
  compare(input: Parsed<'metric.compare'>): Promise<Output<'metric.compare'>>
  figure(input: Parsed<'metric.figure'>): Promise<MetricFigure>
  pixelFigure(input: Parsed<'metric.pixelFigure'>): Promise<MetricFigure>
  cancel(task: string): void
  /** Stops what is running; the progress of a training is kept for the next start. */
  close(): Promise<void>
}

export function createMetricLab(context: Context, worker: MetricWorker, memory: LabMemory): MetricLab {
  const { store, publish, model } = context
  const sets = openSets(context)
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<unknown> }>()

  /** Runs work that is announced, and can be cancelled, under the caller's name for it. */
  async function perform<T>(task: string, work: (control: Control) => Promise<T>): Promise<T> {
    if (running.has(task)) {
      throw new AppError('task-running', 'This is already being worked on. Wait for it, or cancel it.')
    }
    const controller = new AbortController()
    const working = work({
      signal: controller.signal,
      progress: (done, total, note) => publish('progress', { task, done, total, note }),
    })
    running.set(task, { controller, ended: working.catch(() => undefined) })
    return working.finally(() => running.delete(task))
  }

  function train(input: Parsed<'metric.train'>, caller: Caller) {
    const { task, loss, changes, source, folds, seed, resume } = input
    const { parameters = {}, ...rest } = omitUndefined(changes)
    const recipe = recipeFor(loss, { ...rest, parameters })
    const set = sets.read(source)
    const stamp = sets.stamp(source)
    const key = JSON.stringify([stamp, recipe, seed])
    const stopped = memory.readStopped()
    const state = resume && stopped?.key === key ? stopped.state : null
    const looks = memory.look(stamp, [JSON.stringify([recipe, folds, 1, seed])])
    const keep = (state: TrainingState) => {
      const steps = recipe.kind === 'trained' ? recipe.steps : state.step
      const { step } = state
      memory.keep({ key, stamp, state, training: { loss, changes, source, folds, seed, step, steps } })
    }
    /** Forgets this training, but no other one that was stopped. */
    const forget = () => {
      if (memory.readStopped()?.key === key) memory.keep(null)
    }
    return perform(task, async ({ signal, progress }) => {
      const result = await trainMetric(set, recipe, {
        ...{ folds, looks, seed, signal, run: worker.run },
        ...(state && { resume: state }),
        onFitted: keep,
        onProgress(done, total, note, curve) {
          progress(done, total, note, curve)
          publish('metric.learning', { task, curve })
        },
      })
      if (result.kind === 'diverged') {
        forget()
        return result
      }
      if (result.kind === 'cancelled') {
        if (result.resume !== null) keep(result.resume)
        return { kind: 'cancelled' as const, resumable: result.resume !== null }
      }
      const { judged, curve, metric: fitted } = result
      const { W, gain: _, model: made, thresholds, ...shape } = fitted
      const records = toJudged(judged)
      const draft = {
        ...shape,
        model: made as LearnedMetric['model'],
        name: recipeName(recipe),
        source,
        people: set.people.length,
        photos: set.labels.length,
        gain: records.gain,
        verdict: records.verdict,
        thresholds,
      }
      const metric = store.transaction(() => {
        const added = store.metrics.add(draft, W)
        const details = { name: draft.name, verdict: draft.verdict.kind }
        store.audit.append({ ...caller, action: 'metric.train', subject: `metric ${added.version}`, details })
        return added
      })
      forget()
      publish('metric.changed', { current: store.metrics.findCurrent(model)?.version ?? null })
      return { kind: 'trained' as const, metric, judged: records, curve }
    })
  }

  /** Returns the stopped training, as long as its photos are still the same. */
  function resumable() {
    const stopped = memory.readStopped()
    if (stopped === null) return null
    const { source } = stopped.training
    const there = source === 'gallery' || sets.readImportedSize() !== null
    return there && sets.stamp(source) === stopped.stamp ? stopped.training : null
  }

  function compare({ task, losses: names, source, folds, repeats, seed, replicates }: Parsed<'metric.compare'>) {
    const set = sets.read(source)
    const recipes = (names ?? recipeNames).map((name) => recipeFor(name))
    const looks = memory.look(
      sets.stamp(source),
      recipes.map((recipe) => JSON.stringify([recipe, folds, repeats, seed])),
    )
    return perform(task, async ({ signal, progress }) => {
      const table = await compareLosses(set, {
        ...{ losses: recipes, folds, repeats, looks, seed, replicates, signal, run: worker.run },
        onProgress: (done, total, note) => progress(done, total, note, []),
      })
      return tableOf(table)
    })
  }

  function figure(input: Parsed<'metric.figure'>): Promise<MetricFigure> {
    const { task, loss, parameters, dimensions, seed, source } = input
    const set = sets.read(source)
    const people = sets.choosePeople(set, input.people)
    return perform(task, async (control) => {
      const request = { set, people, loss, parameters, dimensions, seed }
      const { loss: finalLoss, ...drawn } = await worker.run('figure', request, control)
      const names = people.map((person) => sets.nameOf(source, set.people[person]!))
      return { ...drawn, loss, finalLoss, people: names, accuracy: null }
    })
  }

  function pixelFigure(input: Parsed<'metric.pixelFigure'>): Promise<MetricFigure> {
    const { task, loss, parameters, dimensions, seed, steps } = input
    const set = sets.read('gallery')
    const people = sets.choosePeople(set, null).map((person) => set.people[person]!)
    return perform(task, async (control) => {
      const { images, labels } = await thumbnailsOf(people)
      const request = { images, labels, loss, parameters, dimensions, steps, seed }
      const { loss: finalLoss, ...drawn } = await worker.run('pixels', request, control)
      return { ...drawn, loss, finalLoss, people: people.map((label) => sets.nameOf('gallery', label)) }
    })
  }

  /**
   * Returns small grey versions of these people's photos. @throws AppError `too-little-data` for a person without any
   */
  async function thumbnailsOf(people: readonly string[]) {
    const thumbnails: Float64Array[] = []
    const labels: number[] = []
    for (const [label, person] of people.entries()) {
      const photos = store.templates
        .listOfPerson(Number(person) as Parameters<typeof store.templates.listOfPerson>[0])
        .flatMap(({ id }) => store.templates.readPhoto(id) ?? [])
      if (photos.length === 0) {
        throw new AppError(
          'too-little-data',
          'This picture needs the photos of the enrolled people, and none were kept.',
        )
      }
      for (const photo of photos) {
        const { bitmap } = await decodePhoto(photo)
        thumbnails.push(greyThumbnail(bitmap.data, bitmap.width, 4))
        labels.push(label)
      }
      await setImmediate()
    }
    const images = new Float64Array(thumbnails.length * thumbnails[0]!.length)
    thumbnails.forEach((thumbnail, i) => {
      images.set(thumbnail, i * thumbnail.length)
    })
    return { images, labels: Int32Array.from(labels) }
  }

  return {
    sets,
    train,
    resumable,
    compare,
    figure,
    pixelFigure,
    cancel: (task) => running.get(task)?.controller.abort(),
    async close() {
      for (const { controller } of running.values()) controller.abort()
      const ended = Promise.all([...running.values()].map(({ ended }) => ended))
      await Promise.race([ended, setTimeout(maxStopMs, undefined, { ref: false })])
    },
  }
}
