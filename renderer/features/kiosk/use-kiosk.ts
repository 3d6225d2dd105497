import { useEffect, useState } from 'react'
import { AppError } from '../../../main/contract/errors.ts'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { useFrames } from '../../camera/use-camera.ts'
import { type Moment, nextMoments, sameMoments } from './moments.ts'

export interface Kiosk {
  readonly result: FrameResult | null
  readonly moments: readonly Moment[]
  /** The engine does not answer; frames are tried until it is back. */
  readonly away: boolean
}

/** Sends the camera's pictures to the engine and keeps what the screen shows of its answers. */
export function useKiosk(
  video: HTMLVideoElement | null,
  name: string,
  onMoments: (fresh: readonly Moment[]) => void,
): Kiosk {
  const [result, setResult] = useState<FrameResult | null>(null)
  const [moments, setMoments] = useState<readonly Moment[]>([])
  const [away, setAway] = useState(false)

  useFrames(video, 'kiosk', name, {
    onResult(answer) {
      setResult(answer)
      setAway(false)
      const next = nextMoments(moments, answer.faces, performance.now())
      if (!sameMoments(moments, next)) {
        onMoments(
          next.filter((moment) => !moments.some((shown) => shown.track === moment.track && shown.kind === moment.kind)),
        )
      }
      setMoments(next)
    },
    onError(error) {
      setResult(null)
      setAway(error instanceof AppError && (error.code === 'engine-stopped' || error.code === 'vision-stopped'))
    },
  })
  useEffect(() => {
    if (video !== null) return
    setResult(null)
    setMoments([])
  }, [video])
  return { result, moments, away }
}
