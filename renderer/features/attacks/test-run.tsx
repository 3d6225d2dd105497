import { useEffect, useState } from 'react'
import { useCamera, useFrames } from '../../camera/use-camera.ts'
import { Button } from '../../components/button.tsx'
import { CameraTroubleNote } from '../../components/camera-trouble.tsx'
import { Segments } from '../../components/choice.tsx'
import { Icon } from '../../components/icon.tsx'
import { Empty } from '../../components/states.tsx'
import subScreenCss from '../../components/sub-screen.module.css'
import { useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import css from './attacks.module.css'
import {
  type Instrument,
  instruments,
  type Judged,
  observePresentation,
  type Phase,
  type Presentation,
  wanted,
} from './presentation.ts'

/** One half of the test: face after face is watched and judged, with nothing to press in between. */
export function TestRun(props: {
  phase: Phase
  verdicts: readonly Judged[]
  onVerdicts: (verdicts: readonly Judged[]) => void
  onDone: () => void
  onEnd: () => void
}) {
  const { phase, verdicts } = props
  const { words } = useWords()
  const settings = useSettings()
  const { state, watch, retry } = useCamera(settings.camera)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [instrument, setInstrument] = useState<Instrument>('print')
  const [presentation, setPresentation] = useState<Presentation>({ kind: 'waiting' })
  const stream = state.kind === 'live' ? state.camera.stream : null
  const full = verdicts.length >= wanted
  const text = words.attacks
  useEffect(() => {
    if (video !== null) video.srcObject = stream
  }, [video, stream])
  useFrames(stream === null || full ? null : video, watch, 'observe', settings.kiosk, {
    onResult({ faces }) {
      const next = observePresentation(presentation, faces, performance.now())
      setPresentation(next.presentation)
      if (next.verdict === null) return
      const judged = { verdict: next.verdict, instrument: phase === 'attack' ? instrument : null }
      props.onVerdicts([...verdicts, judged])
    },
    onError: () => setPresentation({ kind: 'waiting' }),
  })

  return (
    <section className={subScreenCss.subCard} aria-label={text.phases[phase]}>
      <div>
        <h2>{text.phases[phase]}</h2>
        <p className="soft">{text.asks[phase]}</p>
      </div>
      <div className={css.attackRun}>
        <div className={css.attackPicture} data-mirrored={settings.mirror ? '' : undefined}>
          {state.kind === 'failed' ? (
            <Empty icon="noCamera" title={words.cameraTitles[state.code]} text={words.errors[state.code]}>
              <Button onPress={retry}>{words.common.retry}</Button>
            </Empty>
          ) : (
            <>
              <video ref={setVideo} aria-label={words.kiosk.picture} autoPlay muted playsInline />
              <CameraTroubleNote state={state} />
            </>
          )}
        </div>
        <div className={css.attackSide}>
          {phase === 'attack' ? (
            <Segments
              label={text.instrument}
              options={instruments.map((value) => ({ value, label: text.instruments[value] }))}
              value={instrument}
              onChange={setInstrument}
            />
          ) : null}
          <p className={css.attackCount}>{text.counted(verdicts.length, wanted)}</p>
          <p role="status">
            {presentation.kind === 'waiting'
              ? text.waiting
              : presentation.kind === 'watching'
                ? text.watching
                : text.leave}
          </p>
          <ol className={css.verdicts}>
            {verdicts.map(({ verdict }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: presentations are known by their place only
              <li key={index} data-verdict={verdict}>
                <Icon name={verdict === 'live' ? 'check' : 'close'} size={16} />
                <span className="visually-hidden">{verdict === 'live' ? text.passed : text.refused}</span>
              </li>
            ))}
          </ol>
          <div className={css.attackButtons}>
            <Button
              look={full ? 'primary' : 'plain'}
              isDisabled={verdicts.length === 0 && phase === 'attack'}
              onPress={props.onDone}
            >
              {phase === 'genuine' ? text.next : text.toResult}
            </Button>
            <Button
              look="quiet"
              isDisabled={verdicts.length === 0}
              onPress={() => props.onVerdicts(verdicts.slice(0, -1))}
            >
              {text.undo}
            </Button>
            <Button look="quiet" onPress={props.onEnd}>
              {text.skip}
            </Button>
          </div>
        </div>
      </div>
    </section>
  )
}
