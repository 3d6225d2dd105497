import { AppError } from '../contract/errors.ts'
import type { Work } from '../threads/methods.ts'
import { serveThread } from '../threads/serve.ts'
import type { ModelOptions } from './models.ts'
import { openModels } from './models.ts'

/** What a trial of a provider gave: milliseconds for all models once, and their outputs. */
export interface ProbeReply {
  readonly milliseconds: number
  /** The outputs of each model that a face goes through, one after the other. */
  readonly outputs: readonly Float32Array[]
}

/** The first round warms up, and is the only one for a device that takes longer than this for one model. */
const rounds = 5
const tooSlow = 1_000

/** What a face goes through. */
const roles = ['detector', 'landmarks', 'eyes', 'liveness', 'embedder'] as const

/** Runs the pack's models on a picture that is the same on every machine. */
async function probe(options: ModelOptions, { signal }: Work): Promise<ProbeReply> {
  const models = await openModels({ ...options, comparable: true })
  const { fallBack } = models.provider
  if (fallBack !== null) throw new AppError('provider-failed', fallBack.detail)
  const outputs: Float32Array[] = []
  let milliseconds = 0
  for (const role of roles) {
    const session = (await models.find(role))?.session
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
    if (session === undefined) continue
    const { data, format } = session.input
    let seed = 1
    for (let at = 0; at < data.length; at++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      // Blotches rather than noise: neighbours are alike, as in pictures.
      const grey = 128 + 100 * Math.sin(at / 37) * Math.cos(at / 5000) + (seed >>> 27)
      data[at] = (grey - format.mean) / format.scale
    }
    const start = performance.now()
    const output = await session.run()
    let fastest = performance.now() - start
    outputs.push(Float32Array.from(session.outputs.flatMap((name) => [...output(name)])))
    for (let round = 0; round < rounds && fastest < tooSlow && !signal.aborted; round++) {
      const before = performance.now()
      await session.run()
      fastest = Math.min(fastest, performance.now() - before)
    }
    milliseconds += fastest
  }
  return { milliseconds, outputs }
}

const methods = { probe }
export type ProbeMethods = typeof methods
serveThread(methods)
