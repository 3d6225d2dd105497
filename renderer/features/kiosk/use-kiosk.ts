import { useEffect, useState } from 'react'
import type { Input } from '../../../main/contract/api.ts'
import type { EventId } from '../../../main/contract/entities.ts'
import { AppError } from '../../../main/contract/errors.ts'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { useFrames } from '../../camera/use-camera.ts'
import type { CameraWatch } from '../../camera/watch.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { freshMoments, type Moment, nextMoments } from './moments.ts'

export type Wrong = Input<'kiosk.dispute'>['wrong']

export interface Kiosk {
  readonly result: FrameResult | null
  readonly moments: readonly Moment[]
  /** The engine does not answer; frames are tried until it is back. */
  readonly away: boolean
  /** Corrects an entry as the person it greets says; it is not spoken of any more. */
  dispute(event: EventId, wrong: Wrong): void
}

/**
 * Sends the camera's pictures to the engine and keeps what the screen shows of its answers.
 * @param blind the camera shows nothing: what was said before is not true of anybody who stands there now
 */
export function useKiosk(
  video: HTMLVideoElement | null,
  watch: CameraWatch,
  name: string,
  blind: boolean,
  onMoments: (fresh: readonly Moment[]) => void,
): Kiosk {
  const client = useClient()
  const say = useSay()
  const { words, format } = useWords()
  const [result, setResult] = useState<FrameResult | null>(null)
  const [moments, setMoments] = useState<readonly Moment[]>([])
  const [away, setAway] = useState(false)
  const [takenBack, setTakenBack] = useState<ReadonlySet<EventId>>(new Set())

  useFrames(video, watch, 'kiosk', name, {
    onResult(answer) {
      setResult(answer)
      setAway(false)
      const next = nextMoments(moments, answer.faces, performance.now(), takenBack)
      const fresh = freshMoments(moments, next)
      if (fresh.length > 0) onMoments(fresh)
      setMoments(next)
    },
    onError(error) {
      setResult(null)
      setAway(error instanceof AppError && (error.code === 'engine-stopped' || error.code === 'vision-stopped'))
    },
  })
  useEffect(() => {
    if (video !== null && !blind) return
    setResult(null)
    setMoments([])
  }, [video, blind])
  function dispute(event: EventId, wrong: Wrong): void {
    setTakenBack((events) => new Set([...events, event]))
    client.call('kiosk.dispute', { event, wrong }).then(
      ({ direction, at }) =>
        say('info', wrong === 'person' ? words.kiosk.takenBack : words.kiosk.turnedRound(direction, format.time(at))),
      (error: unknown) => say('error', errorWords(words, error)),
    )
  }
  return { result, moments, away, dispute }
}
