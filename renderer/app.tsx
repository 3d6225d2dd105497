import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { Component, lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react'
import type { TurnedCamera } from '../main/contract/settings.ts'
import icon from './assets/icon.svg'
import { filmCamera } from './camera/film.ts'
import { deviceCameras } from './camera/source.ts'
import { uprightCameras } from './camera/turned.ts'
import { CameraProvider } from './camera/use-camera.ts'
import type { Client } from './client/client.ts'
import { ClientProvider, useTopic } from './client/context.tsx'
import { Notices } from './components/notices.tsx'
import { Failed } from './components/states.tsx'
import { KioskScreen } from './features/kiosk/screen.tsx'
import { useInstallationQuery, useSettingsQuery } from './features/settings/queries.ts'
import { useWords, WordsProvider } from './messages/use-words.tsx'
import { useRoute } from './route.ts'

/** The kiosk starts without the other screens, which are more than half of the page's code. */
const loadOffice = () => import('./office.tsx')
const Office = lazy(loadOffice)

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
  const settings = useSettingsQuery()
  const installation = useInstallationQuery()
  const failure = settings.error ?? installation.error
  const theme = settings.data?.theme ?? 'system'
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <WordsProvider language={settings.data?.language ?? 'system'}>
      <Notices>
        <Freshness />
        {settings.data !== undefined && installation.data !== undefined ? (
          <Cameras demo={installation.data.demo} turned={settings.data.turnedCameras}>
            <Screens />
          </Cameras>
        ) : failure === null ? (
          <Opening />
        ) : (
          <Failed error={failure} onRetry={() => void Promise.all([settings.refetch(), installation.refetch()])} />
        )}
      </Notices>
    </WordsProvider>
  )
}

/** Announcements make what is on screen old; the screens read it again. */
function Freshness() {
  const queries = useQueryClient()
  useTopic('people.changed', () => void queries.invalidateQueries({ queryKey: ['people'] }))
  useTopic('event.recorded', () => {
    void queries.invalidateQueries({ queryKey: ['events'] })
    void queries.invalidateQueries({ queryKey: ['attendance'] })
  })
  useTopic('attendance.changed', ({ what }) => {
    // A delivery to a webhook changes no timesheet.
    const queryKey = what === 'webhooks' || what === 'tokens' ? ['connections'] : ['attendance']
    void queries.invalidateQueries({ queryKey })
  })
  useTopic('settings.changed', (settings) => queries.setQueryData(['settings'], settings))
  useTopic('notice', (notice) => {
    if (notice.code === 'engine-restarted') void queries.invalidateQueries()
  })
  return null
}

/** What index.html shows until here. */
function Opening() {
  return (
    <div className="opening" role="status">
      <img src={icon} alt="Rollcall" />
    </div>
  )
}

/** What stands where the other screens could not be read, as when the program behind the browser's page has ended. */
class Unreadable extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override state: { error?: unknown } = {}
  override render() {
    if (!('error' in this.state)) return this.props.children
    return <Failed error={this.state.error} onRetry={() => location.reload()} />
  }
}

/** The cameras of the machine, or the film of the demo. */
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
    document.title = `${words.navigation[screen]} · ${words.navigation.label}`
  }, [words, screen])
  // Whoever leaves the kiosk does not wait for the other screens to be read; who has just come in goes first.
  useEffect(() => {
    // One that fails is told when a screen is asked for.
    const later = setTimeout(() => loadOffice().catch(() => undefined), 5_000)
    return () => clearTimeout(later)
  }, [])
  if (screen === 'kiosk') return <KioskScreen />
  return (
    <Unreadable>
      <Suspense fallback={<Opening />}>
        <Office route={{ ...route, screen }} />
      </Suspense>
    </Unreadable>
  )
}
