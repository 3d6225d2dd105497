import type * as Runtime from 'onnxruntime-node'

/**
 * onnxruntime, loaded so that it keeps to itself. Left alone, version 1.29 and later report sessions, models and the
 * machine to their maker, write a lasting identifier into the user's home, and look through the process's command line
 * with a regular expression that overflows a thread's stack when the line is longer than about 15 kB
 * (microsoft/onnxruntime, pull request 27379). The variable is read by native code when the library is loaded, so it is
 * set before; a thread sets it for native code only when it was started with `env: SHARE_ENV`, as its own `process.env`
 * is otherwise a copy. An import statement would be run first.
 */
process.env.ORT_DISABLE_TELEMETRY = '1'
const runtime = await import('onnxruntime-node')

export const { env, InferenceSession, listSupportedBackends, Tensor } = runtime
export type InferenceSession = Runtime.InferenceSession
export type Tensor = Runtime.Tensor
