import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import { createRandom, type Random } from '../../numeric/random.ts'
import type { Figure } from '../figure.ts'
import { drawBatch, rowsByClass } from '../learning/batches.ts'
import { evaluateLoss } from '../learning/evaluate.ts'
import { type Control, stopIfCancelled } from '../learning/fit.ts'
import { descend, noMoments } from '../learning/optimiser.ts'
import { type Matrix, row, selectRows, zeros } from '../linear-algebra/matrix.ts'
import type { LossParameters } from '../losses/loss.ts'
import { findLoss, parametersOf } from '../losses/table.ts'
import { backward, createConvNet, forward, weightsOf } from './conv-net.ts'
import { thumbnailSide } from './thumbnail.ts'

export interface PixelFigureRequest {
  /** Thumbnails (see thumbnail.ts), one after the other. */
  readonly images: Float64Array
  /** Class of each, 0.. without gaps; eight to ten make the papers' picture. */
  readonly labels: Int32Array
  readonly loss: string
  readonly parameters: LossParameters
  readonly dimensions: 2 | 3
  readonly steps: number
  readonly seed: number
}

/** Where a small network, trained from pixels, puts each image; `accuracy` is the share nearest to its own class. */
export interface PixelFigure extends Figure {
  readonly accuracy: number
}

const photosPerClass = 8
const learningRate = 3e-3
const shift = 2

/**
 * Repeats the papers' toy experiment: trains a convolutional embedder with two or three features from images by any
 * loss. Images are shifted and mirrored at random while training. The same seed gives the same picture.
 * @throws AppError `too-little-data` for fewer than two classes or images of another size
 */
export async function trainPixelFigure(request: PixelFigureRequest, control: Control): Promise<PixelFigure> {
  const { labels, dimensions, steps, seed } = request
  const images: Matrix = { rows: labels.length, columns: thumbnailSide ** 2, data: request.images }
  const byClass = rowsByClass(labels)
  if (byClass.length < 2 || images.data.length !== images.rows * images.columns) {
    throw new AppError('too-little-data', `This needs two people or more, and images of ${images.columns} pixels each.`)
  }
  const loss = findLoss(request.loss)
  const parameters = parametersOf(loss, request.parameters)
  const random = createRandom(seed)
  const net = createConvNet(thumbnailSide, dimensions, random)
  const classes = { vectors: zeros(byClass.length, dimensions), bias: new Float64Array(byClass.length) }
  for (let i = 0; i < classes.vectors.data.length; i++) classes.vectors.data[i] = random.normal()
  const learned = [...weightsOf(net), ...(loss.kind === 'classes' ? [classes.vectors.data, classes.bias] : [])]
  const moments = learned.map(({ length }) => noMoments(length))
  let recent = 0
  for (let step = 0; step < steps; step++) {
    stopIfCancelled(control.signal)
    const rows = drawBatch(byClass, byClass.length, photosPerClass, random)
    const batch = selectRows(images.data, images.columns, rows)
    for (let i = 0; i < batch.rows; i++) jitter(row(batch, i), random)
    const tape = forward(net, batch)
    const batchLabels = Int32Array.from(rows, (i) => labels[i]!)
    const result = evaluateLoss(loss, tape.features, batchLabels, classes, parameters, step, 1)
    const gradients = [
      ...backward(net, tape, result.gradient),
      ...(result.vectors ? [result.vectors.data, result.bias] : []),
    ]
    learned.forEach((weights, i) => {
      descend('adam', weights, gradients[i]!, moments[i]!, step + 1, learningRate, null)
    })
    if (!Number.isFinite(result.value))
      throw new AppError('training-diverged', `${loss.title} diverged. Choose smaller parameters.`)
    recent = recent === 0 ? result.value : 0.9 * recent + 0.1 * result.value
    control.progress(step + 1, steps, loss.name, [])
    await setImmediate()
  }
  const { features } = forward(net, images)
  const centres = loss.kind === 'classes' ? byClass.map((_, i) => [...row(classes.vectors, i)]) : []
  return {
    dimensions,
    points: Array.from(labels, (person, i) => ({ person, position: [...row(features, i)] })),
    centres,
    loss: recent,
    accuracy: nearestMean(features, labels, byClass.length),
  }
}

/** Shifts by up to `shift` pixels and mirrors half of the time, in place; the border repeats. */
function jitter(image: Float64Array, random: Random): void {
  const before = image.slice()
  const mirrored = random.next() < 0.5
  const dx = random.below(2 * shift + 1) - shift
  const dy = random.below(2 * shift + 1) - shift
  const inside = (value: number) => Math.min(thumbnailSide - 1, Math.max(0, value))
  for (let y = 0; y < thumbnailSide; y++) {
    for (let x = 0; x < thumbnailSide; x++) {
      const column = inside(x + dx)
      const from = inside(y + dy) * thumbnailSide + (mirrored ? thumbnailSide - 1 - column : column)
      image[y * thumbnailSide + x] = before[from]!
    }
  }
}

/** Computes the share of rows whose direction is nearest to the mean direction of their own class. */
function nearestMean(features: Matrix, labels: Int32Array, classes: number): number {
  const unit = Array.from({ length: features.rows }, (_, i) => {
    const x = row(features, i)
    const norm = Math.hypot(...x) || 1
    return x.map((value) => value / norm)
  })
  const means = Array.from({ length: classes }, () => new Float64Array(features.columns))
  unit.forEach((x, i) => {
    x.forEach((value, j) => {
      means[labels[i]!]![j]! += value
    })
  })
  const closeness = (mean: Float64Array, x: Float64Array) =>
    mean.reduce((sum, value, j) => sum + value * x[j]!, 0) / (Math.hypot(...mean) || 1)
  const right = unit.filter((x, i) => {
    const own = closeness(means[labels[i]!]!, x)
    return means.every((mean, j) => j === labels[i] || closeness(mean, x) < own)
  })
  return right.length / features.rows
}
