import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { FrameResult } from '../../../main/contract/frame-result.ts'
import { useCamera } from '../../camera/use-camera.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useCall } from '../../data/use-call.ts'
import { useInspector } from '../../data/use-inspector.ts'
import { useSession } from '../../data/use-session.ts'
import { useSettings } from '../../data/use-settings.ts'
import { startOfDay } from '../../messages/format.ts'
import { kioskLabel } from '../../messages/kiosk-label.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address, kioskName } from '../../route.ts'
import { chime } from './chime.ts'
import { EntriesWaiting } from './entries-waiting.tsx'
import { AskWay } from './entry/ask-way.tsx'
import { EntryBar } from './entry/entry-bar.tsx'
import { Faces } from './faces.tsx'
import { Inspector } from './inspector.tsx'
import { KeepLook } from './keep-look.tsx'
import css from './kiosk.module.css'
import { KioskMenu } from './kiosk-menu.tsx'
import { Today } from './last-entries.tsx'
import type { Moment } from './moments.ts'
import { KioskNotice } from './notice/kiosk-notice.tsx'
import { Speech } from './speech.tsx'
import { useKeepAwake } from './use-keep-awake.ts'
import { useKiosk } from './use-kiosk.ts'
import { useLock } from './use-lock.ts'
import { useReportBlind } from './use-report-blind.ts'

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }))

/** The kiosk: the live picture over the whole screen, and messages to whoever stands in front of it. */
export function KioskScreen() {
  const { words } = useWords()
  const settings = useSettings()
  const { role } = useSession()
  const own = kioskName(location.search)
  const name = own ?? settings.kiosk
  const { locked, leaving, stay } = useLock(own !== null)
  const setup = useCall('kiosks.get', { name }).data ?? null
  const { state, watch, retry } = useCamera(setup?.camera ?? settings.camera)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [wantsInspector] = useInspector()
  const inspecting = wantsInspector && !locked
  const now = useNow()
  const trouble = state.kind === 'live' ? state.trouble : null
  const blind = trouble === null || trouble.kind === 'turned' ? null : trouble.kind
  const live = state.kind === 'live' && blind === null
  const kiosk = useKiosk(state.kind === 'live' ? video : null, watch, name, blind !== null, (fresh) => {
    if (settings.sounds) for (const sound of soundsOf(fresh)) chime(sound)
  })
  const sound = (kind: 'accepted' | 'refused') => {
    if (settings.sounds) chime(kind)
  }
  useReportBlind(name, blind)
  useKeepAwake()
  const stream = state.kind === 'live' ? state.camera.stream : null
  useEffect(() => {
    if (video !== null) video.srcObject = stream
  }, [video, stream])

  return (
    <main className={css.kiosk} data-part="kiosk" data-live={live ? '' : undefined}>
      <h1 className="visually-hidden">{words.kiosk.title}</h1>
      <video
        ref={useCallback((element: HTMLVideoElement | null) => setVideo(element), [])}
        className={css.kioskVideo}
        data-mirrored={settings.mirror ? '' : undefined}
        aria-label={words.kiosk.picture}
        autoPlay
        muted
        playsInline
        hidden={state.kind !== 'live'}
        data-blind={blind === null ? undefined : ''}
      />
      <div className={css.kioskShade} />
      {live && trouble === null ? <Faces result={kiosk.result} mirrored={settings.mirror} /> : null}
      {live && inspecting && video !== null && kiosk.result !== null ? (
        <Inspector video={video} result={kiosk.result} mirrored={settings.mirror} />
      ) : null}
      <header className={css.kioskHead}>
        <Clock now={now} />
        <div className={css.kioskName}>
          <p>{kioskLabel(name, words)}</p>
          <EntriesWaiting />
        </div>
        {locked || role === 'kiosk' ? null : <KioskMenu camera={state.kind === 'live' ? state.camera : null} />}
      </header>
      {blind === null ? null : (
        <div className={css.kioskMiddle} role="alert">
          <Icon name="noCamera" size={56} />
          <p className={css.kioskMiddleTitle}>{words.cameraTroubles[blind].title}</p>
          <p className={css.kioskMiddleText}>{words.cameraTroubles[blind].text}</p>
        </div>
      )}
      {state.kind === 'failed' ? (
        <div className={css.kioskMiddle} role="alert">
          <Icon name="noCamera" size={56} />
          <p className={css.kioskMiddleTitle}>{words.cameraTitles[state.code]}</p>
          <p className={css.kioskMiddleText}>{words.errors[state.code]}</p>
          <Button onPress={retry}>{words.common.retry}</Button>
        </div>
      ) : null}
      <footer className={css.kioskFoot}>
        <div className={css.kioskSaid} data-part="said">
          <div role="status">
            {kiosk.away ? (
              <div className={css.speech}>
                <p className={css.speechTitle} data-part="speech-title">
                  {words.kiosk.awayTitle}
                </p>
                <p className={css.speechText}>{words.kiosk.away}</p>
              </div>
            ) : kiosk.unsaved ? (
              <div className={css.speech}>
                <p className={css.speechTitle} data-part="speech-title">
                  {words.kiosk.unsavedTitle}
                </p>
                <p className={css.speechText}>{words.kiosk.unsaved}</p>
              </div>
            ) : trouble?.kind === 'turned' ? (
              <div className={css.speech}>
                <p className={css.speechTitle} data-part="speech-title">
                  {words.cameraTroubles.turned.title}
                </p>
                <p className={css.speechText}>
                  {words.cameraTroubles.turned.text}
                  {locked ? null : (
                    <a className={css.notMe} href={address('settings')}>
                      {words.kiosk.openSettings}
                    </a>
                  )}
                </p>
              </div>
            ) : live ? (
              <Speech
                moments={kiosk.moments}
                looking={isLooking(kiosk.result)}
                tooDark={kiosk.tooDark}
                asking={kiosk.result?.faces.some(({ attendance }) => attendance?.kind === 'ask') === true}
                pin={setup !== null && setup.pin !== 'off'}
                guests={setup?.guests === true}
                onDispute={kiosk.dispute}
              />
            ) : state.kind === 'starting' ? (
              <p className={css.speechInvitation}>{words.kiosk.starting}</p>
            ) : null}
          </div>
          {live && kiosk.result !== null ? <AskWay faces={kiosk.result.faces} /> : null}
          {live && kiosk.result !== null ? <KeepLook kiosk={name} faces={kiosk.result.faces} onSound={sound} /> : null}
          <EntryBar kiosk={name} faces={kiosk.result?.faces ?? null} onSound={sound} />
          <KioskNotice kiosk={name} faces={kiosk.result?.faces ?? []} onSound={sound} />
        </div>
        {(live && inspecting) || setup?.entries === 'none' ? null : <Today day={startOfDay(now)} />}
      </footer>
      {leaving ? (
        <Suspense fallback={null}>
          <LeaveDialog onClose={stay} />
        </Suspense>
      ) : null}
    </main>
  )
}

function Clock(props: { now: number }) {
  const { format } = useWords()
  return (
    <div className={css.clock}>
      <time className={css.clockTime}>{format.time(props.now)}</time>
      <span className={css.clockDay}>{format.day(props.now)}</span>
    </div>
  )
}

/** Returns the machine's time, updated every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Tells whether a face is still being recognised or checked for liveness. */
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
