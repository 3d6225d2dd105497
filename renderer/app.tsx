import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Component, lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { keepsDataClosed } from '../main/contract/closed.ts'
import { AppError } from '../main/contract/errors.ts'
import type { TurnedCamera } from '../main/contract/settings.ts'
import icon from './assets/icon.svg'
import { filmCamera } from './camera/film.ts'
import { deviceCameras } from './camera/source.ts'
import { uprightCameras } from './camera/turned.ts'
import { CameraProvider } from './camera/use-camera.ts'
import type { Client } from './client/client.ts'
import { ClientProvider } from './client/context.tsx'
import { Notices } from './components/notices.tsx'
import { Failed } from './components/states.tsx'
import { Freshness } from './data/freshness.ts'
import { useCall } from './data/use-call.ts'
import { useChange } from './data/use-change.ts'
import { useForgetOthers, useIdleSignOut, useSession, useSignOutKey } from './data/use-session.ts'
import { KioskScreen } from './features/kiosk/kiosk-screen.tsx'
import { useWords, WordsProvider } from './messages/use-words.tsx'
import { kioskName, useRoute } from './route.ts'

/** The kiosk starts without the other screens, which are more than half of the page's code. */
const loadOffice = () => import('./office.tsx')
const Office = lazy(loadOffice)
const loadAccess = () => import('./features/accounts/access-screen.tsx')
const Access = lazy(async () => ({ default: (await loadAccess()).AccessScreen }))
const Key = lazy(async () => ({ default: (await loadAccess()).KeyScreen }))
const Closed = lazy(async () => ({ default: (await import('./features/backups/closed-screen.tsx')).ClosedScreen }))

/** The window: its providers, the navigation, and one screen at a time. */
export function App(props: { client: Client; queries: QueryClient }) {
  return (
    <ClientProvider value={props.client}>
      <QueryClientProvider client={props.queries}>
        <Window />
      </QueryClientProvider>
    </ClientProvider>
  )
}

function Window() {
  const settings = useCall('settings.get', {})
  const installation = useCall('system.installation', {})
  const session = useCall('accounts.session', {})
  useForgetOthers(session.data)
  const failure = settings.error ?? installation.error ?? session.error
  const reason = useClosedReason(failure, settings.isSuccess)
  const theme = settings.data?.theme ?? 'system'
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <WordsProvider
      language={settings.data?.language ?? (failure === null ? undefined : 'system')}
      clock={settings.data?.clock ?? 'system'}
      opening={<Opening />}
    >
      <Notices>
        <Freshness />
        {reason !== null ? (
          <Unreadable>
            <Suspense fallback={<Opening />}>
              <Closed reason={reason} />
            </Suspense>
          </Unreadable>
        ) : settings.data !== undefined && installation.data !== undefined && session.data !== undefined ? (
          <Cameras demo={installation.data.demo} turned={settings.data.turnedCameras}>
            <Screens />
          </Cameras>
        ) : failure === null ? (
          <Opening />
        ) : (
          <Failed
            error={failure}
            onRetry={() => void Promise.all([settings.refetch(), installation.refetch(), session.refetch()])}
          />
        )}
      </Notices>
    </WordsProvider>
  )
}

/** Returns why the data cannot be opened; while that is asked again, the former reason. Null when they are open. */
function useClosedReason(failure: unknown, isOpen: boolean): AppError | null {
  const [known, setKnown] = useState<AppError | null>(null)
  const reason = failure instanceof AppError && keepsDataClosed(failure.code) ? failure : isOpen ? null : known
  if (reason !== known) setKnown(reason)
  return reason
}

/** Shows what index.html shows until the app has started. */
function Opening() {
  return (
    <div className="opening" role="status">
      <img src={icon} alt="Rollcall" />
    </div>
  )
}

/** Shows an error where the other screens could not be loaded, as when the server of the page has ended. */
class Unreadable extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override state: { error?: unknown } = {}
  override render() {
    if (!('error' in this.state)) return this.props.children
    return <Failed error={this.state.error} onRetry={() => location.reload()} />
  }
}

/** Provides the cameras of the machine, or the film of the demo. */
function Cameras(props: { demo: boolean; turned: readonly TurnedCamera[]; children: ReactNode }) {
  const { turned } = props
  const demo = props.demo || new URLSearchParams(location.search).has('demo')
  const source = useMemo(
    () =>
      demo
        ? filmCamera(new URL('samples/', document.baseURI).href)
        : uprightCameras(deviceCameras(navigator.mediaDevices, navigator.permissions), turned),
    [demo, turned],
  )
  return <CameraProvider value={source}>{props.children}</CameraProvider>
}

function Screens() {
  const { words } = useWords()
  const route = useRoute()
  const { screen } = route
  useEffect(() => {
    // Several kiosks have a window each.
    const own = screen === 'kiosk' ? kioskName(location.search) : null
    document.title = [own, words.navigation[screen], words.navigation.label].filter(Boolean).join(' · ')
  }, [words, screen])
  const session = useSession()
  const [kept, setKept] = useState<{ name: string; recoveryKey: string } | null>(null)
  const [timedOut, setTimedOut] = useState(false)
  const { mutate: signOut } = useChange('accounts.signOut')
  const endIdle = useCallback(() => {
    setTimedOut(true)
    signOut({})
  }, [signOut])
  useIdleSignOut(session, endIdle)
  const endNow = useCallback(() => signOut({}), [signOut])
  useSignOutKey(session, endNow)
  useEffect(() => {
    if (session.role !== 'signed-out') setTimedOut(false)
  }, [session.role])
  // Loads the other screens early, so that leaving the kiosk takes no time, but not while the kiosk starts.
  useEffect(() => {
    // A failure is shown when one of these screens is opened.
    const later = setTimeout(() => loadOffice().catch(() => undefined), 5_000)
    return () => clearTimeout(later)
  }, [])
  // A kiosk's own window is nothing else, whatever its address says.
  if (screen === 'kiosk' || session.role === 'kiosk') return <KioskScreen />
  return (
    <Unreadable>
      <Suspense fallback={<Opening />}>
        {kept !== null ? (
          <Key kept={kept} onDone={() => setKept(null)} />
        ) : session.role === 'signed-out' ? (
          <Access timedOut={timedOut} onKey={setKept} />
        ) : (
          <Office key={session.account?.id ?? 0} route={{ ...route, screen }} />
        )}
      </Suspense>
    </Unreadable>
  )
}
