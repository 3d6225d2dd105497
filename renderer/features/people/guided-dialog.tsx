import { useEffect, useMemo, useRef, useState } from 'react'
import type { FrameFace, FrameResult } from '../../../main/contract/frame-result.ts'
import type { Person, Template } from '../../../main/contract/people.ts'
import { stillOf } from '../../camera/still.ts'
import { useCamera, useFrames } from '../../camera/use-camera.ts'
import { Button } from '../../components/button.tsx'
import { CameraTroubleNote } from '../../components/camera-trouble.tsx'
import { Window } from '../../components/dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { Empty } from '../../components/states.tsx'
import { useSettings } from '../../data/use-settings.ts'
import type { Messages } from '../../messages/en/index.ts'
import { useWords } from '../../messages/use-words.tsx'
import { DuplicateDialog } from './duplicate-dialog.tsx'
import { type Advice, type Guide, guidedSteps, guideProgress, observeGuide, type Step, startGuide } from './guide.ts'
import { GuidedResult, type Take } from './guided-result.tsx'
import css from './people.module.css'
import { Refusals } from './refusals.tsx'
import { type Enrolling, lookAlikes, type NotAdded } from './use-enrol.ts'

/** Enrols by the camera: front, both sides and chin up are taken automatically, then the user chooses what to keep. */
export function GuidedDialog(props: { person: Person; enrolling: Enrolling; onClose: () => void }) {
  const { words } = useWords()
  const [takes, setTakes] = useState<readonly Take[]>([])
  const [wanted, setWanted] = useState<Step | null>('front')
  const goOn = () => setWanted((step) => (step === null || step === 'more' ? null : stepAfter(step)))
  return (
    <Window title={words.guide.title(props.person.name)} wide onClose={props.onClose}>
      {wanted === null ? (
        <GuidedResult
          person={props.person}
          takes={takes}
          onTakes={setTakes}
          onStep={setWanted}
          onClose={props.onClose}
        />
      ) : (
        <Taking
          person={props.person}
          enrolling={props.enrolling}
          step={wanted}
          takes={takes}
          onTaken={(template) => {
            setTakes([...takes, { step: wanted, template }])
            goOn()
          }}
          onSkip={goOn}
          onClose={props.onClose}
        />
      )}
    </Window>
  )
}

function stepAfter(step: (typeof guidedSteps)[number]): Step | null {
  return guidedSteps[guidedSteps.indexOf(step) + 1] ?? null
}

function Taking(props: {
  person: Person
  enrolling: Enrolling
  step: Step
  takes: readonly Take[]
  onTaken: (template: Template) => void
  onSkip: () => void
  onClose: () => void
}) {
  const { enrolling, step } = props
  const { words } = useWords()
  const settings = useSettings()
  const { state, watch, retry } = useCamera(settings.camera)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [guide, setGuide] = useState<Guide>(() => startGuide(step, null))
  const [result, setResult] = useState<FrameResult | null>(null)
  const [question, setQuestion] = useState<NotAdded | null>(null)
  const [busy, setBusy] = useState(false)
  const best = useRef<Promise<Uint8Array<ArrayBuffer> | null>>(Promise.resolve(null))
  const still = useMemo(() => (video === null ? null : stillOf(video)), [video])
  const stream = state.kind === 'live' ? state.camera.stream : null
  useEffect(() => {
    if (video !== null) video.srcObject = stream
  }, [video, stream])
  // The front pose stays, because the other steps are measured from it.
  const current = guide.step === step ? guide : startGuide(step, guide.base)

  async function take(face: FrameFace | undefined): Promise<void> {
    const photo = await best.current
    if (photo === null) return
    setBusy(true)
    const base = step === 'front' ? (face?.pose ?? null) : current.base
    const outcome = await enrolling.addPhoto(words.enrol.photo, photo, 'camera')
    setGuide(startGuide(step, base))
    setBusy(false)
    if (outcome.kind === 'enrolled') props.onTaken(outcome.template)
    else if (lookAlikes(outcome.photo).length > 0) setQuestion(outcome.photo)
  }

  useFrames(stream === null ? null : video, watch, 'enrol', settings.kiosk, {
    onGrab() {
      if (!busy) still?.hold()
    },
    onResult(answer) {
      setResult(answer)
      if (busy || question !== null || still === null) return
      const next = observeGuide(current, answer.faces)
      setGuide(next.guide)
      if (next.keep) best.current = still.jpeg()
      if (next.take) void take(answer.faces[0])
    },
    onError: () => setResult(null),
  })

  const progress = guideProgress(current)
  return (
    <>
      <Steps step={step} takes={props.takes} />
      <div className={css.enrolPicture} data-mirrored={settings.mirror ? '' : undefined}>
        {state.kind === 'failed' ? (
          <Empty icon="noCamera" title={words.cameraTitles[state.code]} text={words.errors[state.code]}>
            <Button onPress={retry}>{words.common.retry}</Button>
          </Empty>
        ) : (
          <>
            <video ref={setVideo} aria-label={words.kiosk.picture} autoPlay muted playsInline />
            <svg className={css.enrolGuide} viewBox="0 0 100 100" aria-hidden="true">
              <ellipse cx="50" cy="50" rx="34" ry="46" />
              {progress === 0 ? null : (
                <path
                  className={css.enrolRing}
                  d="M50 4A34 46 0 0 1 50 96A34 46 0 0 1 50 4"
                  pathLength="100"
                  strokeDasharray={`${progress * 100} 100`}
                />
              )}
            </svg>
            <p className={css.enrolAdvice} role="status" data-good={current.advice.kind === 'hold' ? '' : undefined}>
              {busy ? words.guide.kept : adviceWords(current.advice, words)}
            </p>
            <CameraTroubleNote state={state} />
          </>
        )}
      </div>
      <Refusals
        enrolling={enrolling}
        onQuestion={setQuestion}
        onAdded={(outcome) => {
          if (outcome.kind === 'enrolled') props.onTaken(outcome.template)
        }}
      />
      <div className={`actions ${css.enrolActions}`}>
        <p className="soft">{words.guide.explain}</p>
        <Button look="quiet" onPress={props.onClose}>
          {props.takes.length === 0 ? words.common.cancel : words.common.close}
        </Button>
        <Button look="quiet" onPress={props.onSkip}>
          {words.guide.skip}
        </Button>
        <Button
          icon="camera"
          isDisabled={busy || stream === null || result?.faces.length !== 1}
          onPress={() => {
            best.current = still?.jpeg() ?? Promise.resolve(null)
            void take(result?.faces[0])
          }}
        >
          {words.enrol.take}
        </Button>
      </div>
      {question === null ? null : (
        <DuplicateDialog
          person={props.person}
          photo={question}
          enrolling={enrolling}
          onAdded={props.onTaken}
          onClose={() => setQuestion(null)}
        />
      )}
    </>
  )
}

/** Shows which photo comes next. */
function Steps(props: { step: Step; takes: readonly Take[] }) {
  const { words } = useWords()
  const shown: readonly Step[] = props.step === 'more' ? [...guidedSteps, 'more'] : guidedSteps
  return (
    <ol className={css.guideSteps}>
      {shown.map((step) => {
        const done = props.takes.some((take) => take.step === step)
        return (
          <li key={step} aria-current={step === props.step ? 'step' : undefined} data-done={done ? '' : undefined}>
            {done ? <Icon name="check" size={16} /> : null}
            {words.guide.steps[step]}
          </li>
        )
      })}
    </ol>
  )
}

function adviceWords(advice: Advice, words: Messages): string {
  switch (advice.kind) {
    case 'no-face':
      return words.enrol.noFace
    case 'several-faces':
      return words.enrol.severalFaces
    case 'hold':
      return words.guide.hold
    case 'back':
      return words.guide.back
    case 'ask':
      return words.guide.asks[advice.step]
    case 'reason':
      return words.quality[advice.reason]
  }
}
