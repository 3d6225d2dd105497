import type { Input, MethodName, Output } from '../../main/contract/api.ts'
import { AppError, type ErrorBody } from '../../main/contract/errors.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'

/** How the window talks to the engine. One signature, one transport per shell: see electron.ts and http.ts. */
export interface Client {
  /** @throws AppError with the engine's code, or `engine-stopped` when the engine does not answer */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Calls `listener` with every announcement of the topic until the returned function is called. */
  subscribe<T extends TopicName>(topic: T, listener: (message: Message<T>) => void): () => void
  /** Sends one camera frame as encoded by `encodeFrame` and gives what the engine saw in it. */
  sendFrame(buffer: Uint8Array<ArrayBuffer>): Promise<FrameResult>
}

/** What crosses the border for a call: the value or the failure's plain body. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorBody }

/** @throws AppError made of the body of a failed reply */
export function unwrap(reply: Reply): unknown {
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details })
}

export function engineStopped(cause: unknown): AppError {
  return new AppError('engine-stopped', 'The recognition engine does not answer. It is usually back in a moment.', {
    cause,
  })
}
