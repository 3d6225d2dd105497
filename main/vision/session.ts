import { AppError } from '../contract/errors.ts'
import type { Raster } from './raster.ts'
import { env, InferenceSession, listSupportedBackends, Tensor } from './runtime.ts'
import { createPlane, type PixelFormat, type Plane } from './tensor.ts'

export type GraphOptimizationLevel = 'disabled' | 'basic' | 'extended' | 'all'
export type ProviderName = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml'

export interface SessionOptions {
  /** The model's name in messages. */
  readonly name: string
  /** Without a name it is the model's only input. */
  readonly input: { readonly name?: string | undefined; readonly shape: readonly number[] } & PixelFormat
  readonly graphOptimizationLevel: GraphOptimizationLevel
  readonly provider: ProviderName
  /** The memory that holds the input. */
  readonly raster: Raster
}

/** A loaded model whose input is one picture. Runs must not overlap, since they share the input. */
export interface Session extends AsyncDisposable {
  /** Write the picture here, then `run`. */
  readonly input: Plane
  /** Names of the outputs, in the model's order. */
  readonly outputs: readonly string[]
  /** Runs the model. @returns the outputs by name */
  run(): Promise<Outputs>
}

export type Outputs = (name: string) => Float32Array

// Errors are thrown, and reported by whoever catches them; onnxruntime would print them as well.
env.logLevel = 'fatal'

/** The version of onnxruntime. */
export const runtimeVersion = env.versions.node ?? env.versions.common

/** Lists the execution providers of this build of onnxruntime. */
export function availableProviders(): ProviderName[] {
  const known: readonly string[] = ['cpu', 'webgpu', 'cuda', 'dml', 'coreml']
  return listSupportedBackends()
    .map((backend) => backend.name)
    .filter((name): name is ProviderName => known.includes(name))
}

/**
 * Loads a model from its bytes.
 * @throws AppError `model-unsupported` when the file is no model or its input differs from `options.input`,
 * `provider-failed` when a provider other than the CPU cannot be used
 */
export async function createSession(model: Uint8Array, options: SessionOptions): Promise<Session> {
  const session = await load(model, options)
  const name = options.input.name ?? session.inputNames[0] ?? ''
  const declared = session.inputMetadata.find((input) => input.name === name)
  const shape = declared?.isTensor === true ? declared.shape : []
  const fits =
    shape.length === options.input.shape.length &&
    shape.every((side, index) => typeof side !== 'number' || side === options.input.shape[index])
  if (!fits) {
    await session.release()
    throw new AppError(
      'model-unsupported',
      `The model ${options.name} takes ${JSON.stringify(session.inputMetadata)}, not ${name} ` +
        `[${options.input.shape.join(', ')}]. Correct its entry in the models' manifest.`,
    )
  }
  const input = await planeOf(session, options)
  const feeds = { [name]: new Tensor('float32', input.data, [...options.input.shape]) }

  async function run(): Promise<Outputs> {
    const results = await session.run(feeds).catch((cause: unknown) => {
      throw sessionError(`failed in ${options.name}`, cause)
    })
    return (name) => {
      const data = results[name]?.data
      if (!(data instanceof Float32Array)) {
        throw new AppError('model-unsupported', `The model ${options.name} has no output "${name}" of floats.`)
      }
      // A failing graphics driver may return whatever was in its memory.
      if (options.provider !== 'cpu' && !data.every(Number.isFinite))
        throw sessionError(`gave no numbers in ${options.name}`)
      return data
    }
  }

  function sessionError(what: string, cause?: unknown): AppError {
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    const code = options.provider === 'cpu' ? 'model-unsupported' : 'provider-failed'
    return new AppError(code, `${options.provider} ${what}${why}`, { cause })
  }

  return {
    input,
    outputs: session.outputNames,
    run,
    async [Symbol.asyncDispose]() {
      await session.release()
      input[Symbol.dispose]()
    },
  }
}

async function planeOf(session: InferenceSession, { name, input, raster }: SessionOptions): Promise<Plane> {
  const [, , height, width] = input.shape
  try {
    return createPlane(raster, width!, height!, input)
  } catch (cause) {
    await session.release()
    throw new AppError('model-unsupported', `The model ${name} takes pictures that are too large.`, { cause })
  }
}

async function load(model: Uint8Array, options: SessionOptions): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: [options.provider],
      graphOptimizationLevel: options.graphOptimizationLevel,
      // These models take 0.1 to 3 ms. Waking another thread takes longer than it saves, and one that spins while it
      // waits takes the processor from others (docs/performance.md).
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    if (options.provider === 'cpu') {
      throw new AppError('model-unsupported', `The model ${options.name} could not be loaded: ${why}`, { cause })
    }
    throw new AppError('provider-failed', `${options.provider} could not load ${options.name}: ${why}`, { cause })
  }
}
