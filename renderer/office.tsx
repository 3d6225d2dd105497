import type { PersonId } from '../main/contract/entities.ts'
import { assertNever } from '../main/contract/errors.ts'
import icon from './assets/icon.svg'
import { Icon } from './components/icon.tsx'
import { Empty } from './components/states.tsx'
import { useCall } from './data/use-call.ts'
import { useMay } from './data/use-session.ts'
import { AccountMenu } from './features/accounts/account-menu.tsx'
import { AccountsScreen } from './features/accounts/accounts-screen.tsx'
import { AttackTest } from './features/attacks/attack-test.tsx'
import { AuditScreen } from './features/audit/audit-screen.tsx'
import { ProofScreen } from './features/audit/proof-screen.tsx'
import { BackupsScreen } from './features/backups/backups-screen.tsx'
import { ConnectionsScreen } from './features/connections/connections-screen.tsx'
import { ConsentScreen } from './features/consent/consent-screen.tsx'
import { CorrectionsScreen } from './features/corrections/corrections-screen.tsx'
import { GatesScreen } from './features/gates/gates-screen.tsx'
import { KiosksScreen } from './features/kiosks/kiosks-screen.tsx'
import { LogScreen } from './features/log/log-screen.tsx'
import { MetricScreen } from './features/metric/metric-screen.tsx'
import { ModelsScreen } from './features/models/models-screen.tsx'
import { OfficeScreen } from './features/office/office-screen.tsx'
import { PeopleScreen } from './features/people/people-screen.tsx'
import { PrivacyScreen } from './features/privacy/privacy-screen.tsx'
import { SchedulesScreen } from './features/schedules/schedules-screen.tsx'
import { SearchScreen } from './features/search/search-screen.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { ThresholdsScreen } from './features/thresholds/thresholds-screen.tsx'
import { TimesheetScreen } from './features/timesheet/timesheet-screen.tsx'
import { TodayScreen } from './features/today/today-screen.tsx'
import { useWords } from './messages/use-words.tsx'
import { address, menuScreens, type Route, type Screen, screenMethods } from './route.ts'

/** What stands where a screen is not for this account. */
function NotForYou() {
  const { words } = useWords()
  return <Empty icon="keypad" title={words.reasons['role-forbids']} text={words.accounts.link} />
}

/** Every screen but the kiosk, beside the navigation. */
export default function Office(props: { route: Route & { readonly screen: Exclude<Screen, 'kiosk'> } }) {
  const { words, format } = useWords()
  const { screen, id, part } = props.route
  const may = useMay()
  const seesRequests = may('attendance.requests')
  const requests = useCall('attendance.requests', { waiting: true }, { enabled: seesRequests })
  const waiting = requests.data?.requests.length ?? 0
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
        {menuScreens
          .filter((each) => may(screenMethods[each]))
          .map((each) => (
            <a
              key={each}
              className="side-link"
              href={address(each)}
              aria-current={each === (screen === 'metric' ? 'settings' : screen) ? 'page' : undefined}
              aria-label={
                each === 'corrections' && waiting > 0
                  ? `${words.navigation[each]}, ${words.corrections.waitingCount(waiting)}`
                  : words.navigation[each]
              }
            >
              <Icon name={each} />
              <span>{words.navigation[each]}</span>
              {each === 'corrections' && waiting > 0 ? (
                <b className="side-badge" data-count={format.number(waiting)} />
              ) : null}
            </a>
          ))}
        <AccountMenu />
      </nav>
      <main className="frame-main" id="content" tabIndex={-1}>
        {may(screenMethods[screen]) ? <ScreenContent screen={screen} id={id} part={part} /> : <NotForYou />}
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
      return <SettingsPart part={props.part} />
    default:
      return assertNever(props.screen)
  }
}

function SettingsPart({ part }: { part: string | null }) {
  const may = useMay()
  switch (part) {
    case 'accounts':
      return <AccountsScreen />
    case 'audit':
      return may('audit.list') ? <AuditScreen /> : <NotForYou />
    case 'consent':
      return may('consent.list') ? <ConsentScreen /> : <NotForYou />
    case 'privacy':
      return may('privacy.rules') ? <PrivacyScreen /> : <NotForYou />
    case 'proof':
      return may('records.export') ? <ProofScreen /> : <NotForYou />
    case 'thresholds':
      return <ThresholdsScreen />
    case 'liveness':
      return <AttackTest />
    case 'quality':
      return <GatesScreen />
    case 'kiosks':
      return <KiosksScreen />
    case 'connections':
      return <ConnectionsScreen />
    case 'office':
      return may('office.status') ? <OfficeScreen /> : <NotForYou />
    case 'models':
      return may('models.add') ? <ModelsScreen /> : <NotForYou />
    case 'backups':
      return <BackupsScreen />
    default:
      return <SettingsScreen />
  }
}

function focusContent(): void {
  document.querySelector<HTMLElement>('#content')?.focus()
}
