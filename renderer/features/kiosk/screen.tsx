import { useCallback, useEffect, useState } from 'react'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { useCamera } from '../../camera/use-camera.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { startOfDay } from '../../messages/format.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, kioskName } from '../../route.ts'
import { useSettings } from '../settings/queries.ts'
import { chime } from './chime.ts'
import { AskWay } from './entry/ask.tsx'
import { EntryBar } from './entry/bar.tsx'
import { useKioskSetup } from './entry/queries.ts'
import { Faces } from './faces.tsx'
import { Inspector, useInspector } from './inspector.tsx'
import './kiosk.css'
import { KioskMenu } from './menu.tsx'
import type { Moment } from './moments.ts'
import { Speech } from './speech.tsx'
import { Today } from './today.tsx'
import { useFillsScreen } from './use-fills-screen.ts'
import { useKeepAwake } from './use-keep-awake.ts'
import { useKiosk } from './use-kiosk.ts'
import { useReportBlind } from './use-report-blind.ts'

/** The door: the live picture over the whole screen, and what it has to say to whoever stands in front of it. */
export function KioskScreen() {
  const { words } = useWords()
  const settings = useSettings()
  const own = kioskName(location.search)
  const name = own ?? settings.kiosk
  // A kiosk's own window over a whole screen stands at a door: the way out of it is the keyboard's F11.
  const locked = useFillsScreen() && own !== null
  const setup = useKioskSetup(name)
  const { state, watch, retry } = useCamera(setup?.camera ?? settings.camera)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [inspecting] = useInspector()
  const now = useNow()
  const trouble = state.kind === 'live' ? state.trouble : null
  const blind = trouble === null || trouble.kind === 'turned' ? null : trouble.kind
  const live = state.kind === 'live' && blind === null
  const kiosk = useKiosk(state.kind === 'live' ? video : null, watch, name, blind !== null, (fresh) => {
    if (settings.sounds) for (const sound of soundsOf(fresh)) chime(sound)
  })
  useReportBlind(name, blind)
  useKeepAwake()
  const stream = state.kind === 'live' ? state.camera.stream : null
  useEffect(() => {
    if (video !== null) video.srcObject = stream
  }, [video, stream])

  return (
    <main className="kiosk" data-live={live ? '' : undefined}>
      <h1 className="visually-hidden">{words.kiosk.title}</h1>
      <video
        ref={useCallback((element: HTMLVideoElement | null) => setVideo(element), [])}
        className="kiosk-video"
        data-mirrored={settings.mirror ? '' : undefined}
        aria-label={words.kiosk.picture}
        autoPlay
        muted
        playsInline
        hidden={state.kind !== 'live'}
        data-blind={blind === null ? undefined : ''}
      />
      <div className="kiosk-shade" />
      {live ? <Faces result={kiosk.result} mirrored={settings.mirror} /> : null}
      {live && inspecting && video !== null && kiosk.result !== null ? (
        <Inspector video={video} result={kiosk.result} mirrored={settings.mirror} />
      ) : null}
      <header className="kiosk-head">
        <Clock now={now} />
        <p className="kiosk-name">{name}</p>
        {locked ? null : <KioskMenu camera={state.kind === 'live' ? state.camera : null} />}
      </header>
      {blind === null ? null : (
        <div className="kiosk-middle" role="alert">
          <Icon name="noCamera" size={56} />
          <p className="kiosk-middle-title">{words.cameraTroubles[blind].title}</p>
          <p className="kiosk-middle-text">{words.cameraTroubles[blind].text}</p>
        </div>
      )}
      {state.kind === 'failed' ? (
        <div className="kiosk-middle" role="alert">
          <Icon name="noCamera" size={56} />
          <p className="kiosk-middle-title">{words.cameraTitles[state.code]}</p>
          <p className="kiosk-middle-text">{words.errors[state.code]}</p>
          <Button onPress={retry}>{words.common.retry}</Button>
        </div>
      ) : null}
      <footer className="kiosk-foot">
        <div className="kiosk-said">
          <div role="status">
            {kiosk.away ? (
              <div className="speech">
                <p className="speech-title">{words.kiosk.awayTitle}</p>
                <p className="speech-text">{words.kiosk.away}</p>
              </div>
            ) : trouble?.kind === 'turned' ? (
              <div className="speech">
                <p className="speech-title">{words.cameraTroubles.turned.title}</p>
                <p className="speech-text">
                  {words.cameraTroubles.turned.text}
                  {locked ? null : (
                    <a className="not-me" href={address('settings')}>
                      {words.kiosk.openSettings}
                    </a>
                  )}
                </p>
              </div>
            ) : live ? (
              <Speech
                moments={kiosk.moments}
                looking={isLooking(kiosk.result)}
                tooDark={kiosk.result?.tooDark === true}
                asking={kiosk.result?.faces.some(({ attendance }) => attendance?.kind === 'ask') === true}
                pin={setup !== null && setup.pin !== 'off'}
                guests={setup?.guests === true}
                onDispute={kiosk.dispute}
              />
            ) : state.kind === 'starting' ? (
              <p className="speech-invitation">{words.kiosk.starting}</p>
            ) : null}
          </div>
          {live && kiosk.result !== null ? <AskWay faces={kiosk.result.faces} /> : null}
          <EntryBar
            kiosk={name}
            onSound={(sound) => {
              if (settings.sounds) chime(sound)
            }}
          />
        </div>
        <Today day={startOfDay(now)} />
      </footer>
    </main>
  )
}

function Clock(props: { now: number }) {
  const { format } = useWords()
  return (
    <div className="clock">
      <time className="clock-time">{format.time(props.now)}</time>
      <span className="clock-day">{format.day(props.now)}</span>
    </div>
  )
}

/** The time of the machine, told every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Whether somebody is being looked at: who it is, or whether they are alive. */
function isLooking(result: FrameResult | null): boolean {
  return (
    result?.faces.some(
      ({ state, attendance }) => state.kind === 'looking' || (state.decision.kind === 'known' && attendance === null),
    ) === true
  )
}

function soundsOf(moments: readonly Moment[]): ReadonlySet<'accepted' | 'refused'> {
  const sounds = new Set<'accepted' | 'refused'>()
  for (const { kind } of moments) {
    if (kind === 'greeting') sounds.add('accepted')
    if (kind === 'unknown' || kind === 'not-live') sounds.add('refused')
  }
  return sounds
}
