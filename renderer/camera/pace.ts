import type { FrameResult } from '../../main/contract/frame-result.ts'

export interface Pace {
  /** The next picture as an encoded frame, or null while there is none. */
  readonly grab: () => Promise<Uint8Array<ArrayBuffer> | null>
  readonly send: (frame: Uint8Array<ArrayBuffer>) => Promise<FrameResult>
  readonly onResult: (result: FrameResult) => void
  readonly onError: (error: unknown) => void
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
}

/** At most ten frames a second go to the engine. */
export const frameInterval = 100
/** After a failure the engine gets a second to come back. */
export const failureInterval = 1000

/**
 * Sends frame after frame, each only when the answer to the one before has come: a slow engine lowers the rate and
 * never builds a queue, and the preview does not pass through here. Runs until `signal` is aborted.
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
