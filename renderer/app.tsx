import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { PersonId } from '../main/contract/entities.ts'
import { assertNever } from '../main/contract/errors.ts'
import icon from './assets/icon.svg'
import { filmCamera } from './camera/film.ts'
import { deviceCameras } from './camera/source.ts'
import { CameraProvider } from './camera/use-camera.ts'
import type { Client } from './client/client.ts'
import { ClientProvider, useTopic } from './client/context.tsx'
import { Icon } from './components/icon.tsx'
import { Notices } from './components/notices.tsx'
import { Failed, Loading } from './components/states.tsx'
import { CorrectionsScreen } from './features/corrections/screen.tsx'
import { KioskScreen } from './features/kiosk/screen.tsx'
import { LogScreen } from './features/log/screen.tsx'
import { MetricScreen } from './features/metric/screen.tsx'
import { PeopleScreen } from './features/people/screen.tsx'
import { SchedulesScreen } from './features/schedules/screen.tsx'
import { SearchScreen } from './features/search/screen.tsx'
import { useSettingsQuery, useSystemQuery } from './features/settings/queries.ts'
import { SettingsScreen } from './features/settings/screen.tsx'
import { TimesheetScreen } from './features/timesheet/screen.tsx'
import { TodayScreen } from './features/today/screen.tsx'
import { useWords, WordsProvider } from './messages/use-words.tsx'
import { address, type Screen, screens, useRoute } from './route.ts'

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
  const theme = settings.data?.theme ?? 'system'
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <WordsProvider language={settings.data?.language ?? 'system'}>
      <Notices>
        <Freshness />
        {settings.data !== undefined ? (
          <Cameras>
            <Screens />
          </Cameras>
        ) : settings.error === null ? (
          <Loading />
        ) : (
          <Failed error={settings.error} onRetry={() => void settings.refetch()} />
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

/** The camera of the machine, or the film of the demo. */
function Cameras(props: { children: ReactNode }) {
  const system = useSystemQuery()
  const demo = system.data?.demo === true || new URLSearchParams(location.search).has('demo')
  const source = useMemo(
    () =>
      demo
        ? filmCamera(new URL('samples/', document.baseURI).href)
        : deviceCameras(navigator.mediaDevices, navigator.permissions),
    [demo],
  )
  if (system.isPending) return <Loading />
  return <CameraProvider value={source}>{props.children}</CameraProvider>
}

function Screens() {
  const { words } = useWords()
  const { screen, id, part } = useRoute()
  useEffect(() => {
    document.title = `${words.navigation[screen]} · ${words.navigation.label}`
  }, [words, screen])
  if (screen === 'kiosk') return <KioskScreen />
  return (
    <div className="frame">
      <button type="button" className="skip" onClick={focusContent}>
        {words.navigation.skip}
      </button>
      <nav className="side" aria-label={words.navigation.label}>
        <div className="side-name">
          <img src={icon} alt="" />
          <span>{words.navigation.label}</span>
        </div>
        {screens.map((each) => (
          <a
            key={each}
            className="side-link"
            href={address(each)}
            aria-current={each === screen ? 'page' : undefined}
            aria-label={words.navigation[each]}
          >
            <Icon name={each} />
            <span>{words.navigation[each]}</span>
          </a>
        ))}
      </nav>
      <main className="frame-main" id="content" tabIndex={-1}>
        <ScreenContent screen={screen} id={id} part={part} />
      </main>
    </div>
  )
}

function ScreenContent(props: { screen: Exclude<Screen, 'kiosk'>; id: number | null; part: string | null }) {
  switch (props.screen) {
    case 'today':
      return <TodayScreen />
    case 'people':
      return <PeopleScreen id={props.id as PersonId | null} part={props.part} />
    case 'timesheet':
      return <TimesheetScreen id={props.id as PersonId | null} />
    case 'corrections':
      return <CorrectionsScreen />
    case 'schedules':
      return <SchedulesScreen part={props.part} />
    case 'search':
      return <SearchScreen />
    case 'log':
      return <LogScreen />
    case 'metric':
      return <MetricScreen part={props.part} />
    case 'settings':
      return <SettingsScreen part={props.part} />
    default:
      return assertNever(props.screen)
  }
}

function focusContent(): void {
  document.querySelector<HTMLElement>('#content')?.focus()
}
