import { useEffect, useState } from 'react'
import type { Input } from '../../../main/contract/api.ts'
import type { EventId } from '../../../main/contract/entities.ts'
import { AppError, type ErrorCode } from '../../../main/contract/errors.ts'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { useFrames } from '../../camera/use-camera.ts'
import type { CameraWatch } from '../../camera/watch.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'
import { type Darkness, isDarkness, nextDarkness } from './darkness.ts'
import { freshMoments, type Moment, nextMoments } from './moments.ts'

export type Wrong = Input<'kiosks.dispute'>['wrong']

export interface Kiosk {
  readonly result: FrameResult | null
  readonly moments: readonly Moment[]
  /** Whether the pictures have been too dark for recognition for some time. */
  readonly tooDark: boolean
  /** Whether the engine does not answer; frames are sent until it does. */
  readonly away: boolean
  /** Whether entries cannot be saved. */
  readonly unsaved: boolean
  /** Disputes an entry, which is then no longer mentioned. */
  dispute(event: EventId, wrong: Wrong): void
}

const awayCodes: readonly ErrorCode[] = ['engine-stopped', 'vision-stopped']
const unsavedCodes: readonly ErrorCode[] = ['database-replaced', 'database-damaged', 'disk-full', 'disk-failed']

/**
 * Sends the camera's pictures to the engine and keeps what the screen shows of its answers.
 * @param blind whether the camera shows nothing, so that earlier answers may not be true of whoever is there now
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
  const [darkness, setDarkness] = useState<Darkness | null>(null)
  const [moments, setMoments] = useState<readonly Moment[]>([])
  const [failure, setFailure] = useState<ErrorCode | null>(null)
  const [takenBack, setTakenBack] = useState<ReadonlySet<EventId>>(new Set())

  useFrames(video, watch, 'kiosk', name, {
    onResult(answer) {
      setResult(answer)
      setFailure(null)
      const now = performance.now()
      setDarkness(nextDarkness(darkness, answer.tooDark, now))
      const next = nextMoments(moments, answer.faces, now, takenBack)
      const fresh = freshMoments(moments, next)
      if (fresh.length > 0) onMoments(fresh)
      setMoments(next)
    },
    onError(error) {
      setResult(null)
      setDarkness(null)
      setFailure(error instanceof AppError ? error.code : null)
    },
  })
  useEffect(() => {
    if (video !== null && !blind) return
    setResult(null)
    setDarkness(null)
    setMoments([])
  }, [video, blind])
  function dispute(event: EventId, wrong: Wrong): void {
    setTakenBack((events) => new Set([...events, event]))
    client.call('kiosks.dispute', { event, wrong }).then(
      ({ direction, at }) =>
        say('info', wrong === 'person' ? words.kiosk.takenBack : words.kiosk.turnedRound(direction, format.time(at))),
      (error: unknown) => say('error', errorWords(words, error)),
    )
  }
  const isOf = (codes: readonly ErrorCode[]) => failure !== null && codes.includes(failure)
  return { result, moments, tooDark: isDarkness(darkness), away: isOf(awayCodes), unsaved: isOf(unsavedCodes), dispute }
}
