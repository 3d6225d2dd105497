import { useEffect, useState } from 'react'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { takePhoto } from '../../camera/grab.ts'
import { useCamera, useFrames } from '../../camera/use-camera.ts'
import { Button } from '../../components/button.tsx'
import { Window } from '../../components/dialog.tsx'
import { Empty } from '../../components/states.tsx'
import type { Messages } from '../../messages/en.ts'
import { useWords } from '../../messages/use-words.tsx'
import { useSettings } from '../settings/queries.ts'
import { Refusals } from './refusals.tsx'
import type { Enrolling } from './use-enrol.ts'

/** Photos from the camera, with advice while the person looks into it. */
export function CameraDialog(props: { name: string; enrolling: Enrolling; onClose: () => void }) {
  const { words } = useWords()
  const settings = useSettings()
  const { state, retry } = useCamera(settings.camera)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [result, setResult] = useState<FrameResult | null>(null)
  const [taken, setTaken] = useState(0)
  const stream = state.kind === 'live' ? state.camera.stream : null
  useEffect(() => {
    if (video !== null) video.srcObject = stream
  }, [video, stream])
  useFrames(stream === null ? null : video, 'enrol', settings.kiosk, {
    onResult: setResult,
    onError: () => setResult(null),
  })
  const guidance = guide(result, words)

  async function take(): Promise<void> {
    const photo = video === null ? null : await takePhoto(video)
    if (photo !== null && (await props.enrolling.addPhoto(words.enrol.photo, photo, 'camera'))) {
      setTaken((number) => number + 1)
    }
  }

  return (
    <Window title={words.enrol.title(props.name)} wide onClose={props.onClose}>
      <div className="enrol-picture" data-mirrored={settings.mirror ? '' : undefined}>
        {state.kind === 'failed' ? (
          <Empty icon="noCamera" title={words.cameraTitles[state.code]} text={words.errors[state.code]}>
            <Button onPress={retry}>{words.common.retry}</Button>
          </Empty>
        ) : (
          <>
            <video ref={setVideo} aria-label={words.kiosk.picture} autoPlay muted playsInline />
            <svg
              className="enrol-guide"
              viewBox="0 0 100 100"
              aria-hidden="true"
              data-good={guidance.good ? '' : undefined}
            >
              <ellipse cx="50" cy="50" rx="34" ry="46" />
            </svg>
            <p className="enrol-advice" role="status" data-good={guidance.good ? '' : undefined}>
              {guidance.text}
            </p>
          </>
        )}
      </div>
      <Refusals enrolling={props.enrolling} />
      <div className="actions enrol-actions">
        <p className="soft" role="status">
          {taken === 0 ? words.enrol.advice : words.enrol.taken(taken)}
        </p>
        <Button onPress={props.onClose}>{words.common.done}</Button>
        <Button
          look="primary"
          icon="camera"
          isDisabled={stream === null || result?.faces.length !== 1 || props.enrolling.progress !== null}
          onPress={() => void take()}
        >
          {words.enrol.take}
        </Button>
      </div>
    </Window>
  )
}

/** The one thing to do next: the reason of the face's lowest component of quality. */
function guide(result: FrameResult | null, words: Messages): { text: string; good: boolean } {
  const faces = result?.faces ?? []
  const [face] = faces
  if (face === undefined) return { text: words.enrol.noFace, good: false }
  if (faces.length > 1) return { text: words.enrol.severalFaces, good: false }
  const lowest = face.quality?.components
    .filter((component) => component.reason !== null)
    .sort((first, second) => first.score - second.score)[0]
  if (lowest === undefined || lowest.reason === null) return { text: words.enrol.ready, good: true }
  return { text: words.quality[lowest.reason], good: false }
}
