import type { Input, MethodName, Output } from '../../main/contract/api.ts'
import { AppError, type ErrorBody, errorFrom } from '../../main/contract/errors.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import type { Message, TopicName } from '../../main/contract/topics.ts'

/** How the window talks to the engine: one signature, with a transport for each shell (see electron.ts and http.ts). */
export interface Client {
  /** @throws AppError with the engine's code, or `engine-stopped` when the engine does not answer */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Calls `listener` with every announcement of the topic until the returned function is called. */
  subscribe<T extends TopicName>(topic: T, listener: (message: Message<T>) => void): () => void
  /** Sends one camera frame as encoded by `encodeFrame`, and returns what the engine saw in it. */
  sendFrame(buffer: Uint8Array<ArrayBuffer>): Promise<FrameResult>
  /** Opens the window of a kiosk, beside this one. @throws AppError */
  openKiosk(name: string): Promise<void>
  /** Keeps the display on until the returned function is called. */
  keepAwake(): () => void
  /** The lock of a kiosk's window; null in a browser. */
  readonly lock: KioskLock | null
  /** Prints a page written by `attendance.export`, as a PDF or on paper. @throws AppError */
  print(fileName: string): Promise<Printed>
}

/** Locks a kiosk's window in full screen, so that only somebody with permission can leave it. */
export interface KioskLock {
  /** Tells whether this window is locked, now and with every change, until the returned function is called. */
  watch(listener: (locked: boolean) => void): () => void
  /** Calls the listener when somebody wants to leave, which takes a proof, until the returned function is called. */
  onLeaving(listener: () => void): () => void
  /** Unlocks the window if the proof is enough for it. @throws AppError */
  leave(proof: Input<'accounts.permitLeaving'>): Promise<Output<'accounts.permitLeaving'>>
}

/** The result of printing; `shown` means that the browser shows its print dialog. */
export type Printed =
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'shown' }
  | { readonly kind: 'cancelled' }

/** The answer to a call: its value, or the failure as plain data. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorBody }

/** Returns the value of a reply. @throws AppError made of the body of a failed reply */
export function unwrap(reply: Reply): unknown {
  if (reply.ok) return reply.value
  throw errorFrom(reply.error)
}

export function engineStoppedError(cause: unknown): AppError {
  return new AppError('engine-stopped', 'The recognition engine does not answer. It should be back in a moment.', {
    cause,
  })
}
