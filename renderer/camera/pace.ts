import type { FrameResult } from '../../main/contract/frame-result.ts'

export interface Pace {
  /** Returns the next picture as an encoded frame; null while there is none. */
  readonly grab: () => Promise<Uint8Array<ArrayBuffer> | null>
  readonly send: (frame: Uint8Array<ArrayBuffer>) => Promise<FrameResult>
  readonly onResult: (result: FrameResult) => void
  readonly onError: (error: unknown) => void
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Milliseconds between frames: at most ten a second go to the engine. */
export const frameInterval = 100
/** Milliseconds that the engine has to recover after a failure. */
export const failureInterval = 1000

/**
 * Sends frame after frame, each after the answer to the one before: a slow engine lowers the rate and never builds a
 * queue. Runs until `signal` is aborted.
 */
export async function paceFrames(pace: Pace, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const started = pace.now()
    let interval = frameInterval
    try {
      const frame = await pace.grab()
      if (signal.aborted) return
      if (frame !== null) {
        const result = await pace.send(frame)
        if (signal.aborted) return
        pace.onResult(result)
      }
    } catch (error) {
      if (signal.aborted) return
      pace.onError(error)
      interval = failureInterval
    }
    await pace.wait(Math.max(0, started + interval - pace.now()))
  }
}
