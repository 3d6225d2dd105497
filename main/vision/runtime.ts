import type * as Runtime from 'onnxruntime-node'

/**
 * Loads onnxruntime without its telemetry. Left alone, version 1.29 and later report sessions, models and the machine
 * to their maker, write a lasting identifier into the user's home, and search the process's command line with a regular
 * expression that overflows a thread's stack when the line is longer than about 15 kB (microsoft/onnxruntime, pull
 * request 27379). Native code reads the variable when the library is loaded, so it must be set before; in a thread only
 * with `env: SHARE_ENV`, since its own `process.env` is a copy otherwise. An import statement would run first.
 */
process.env.ORT_DISABLE_TELEMETRY = '1'
const runtime = await import('onnxruntime-node')

export const { env, InferenceSession, listSupportedBackends, Tensor } = runtime
export type InferenceSession = Runtime.InferenceSession
export type Tensor = Runtime.Tensor
