import { type ReactNode, useId } from 'react'
import { languageCodes, languages } from '../../../main/contract/languages.ts'
import type { Settings } from '../../../main/contract/settings.ts'
import { useCameraDevices } from '../../camera/use-camera.ts'
import { CameraChoice, RotationChoice } from '../../components/camera-choice.tsx'
import { Choice, Segments } from '../../components/choice.tsx'
import { SwitchInput } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { useCall } from '../../data/use-call.ts'
import { useInspector } from '../../data/use-inspector.ts'
import { useMay, useSession } from '../../data/use-session.ts'
import { useChangeSettings, useSettings } from '../../data/use-settings.ts'
import { useWords } from '../../messages/use-words.tsx'
import { address } from '../../route.ts'
import { EngineSettings } from './engine-settings.tsx'
import { MarginSetting } from './margin-setting.tsx'
import { RetentionSettings } from './retention-settings.tsx'
import { Setting } from './setting.tsx'
import css from './settings.module.css'

const cooldowns = [0, 10, 30, 60, 300, 900]

const askTimes = [0, 15, 30, 60, 120]

/** Days for which exports are kept; null until somebody deletes them. */
const exportDays = [1, 7, 30, 90, 365, null]

/** Each language by its own name, whatever language the list is in. */
const ownNames = languageCodes.map((value) => ({ value, label: languages[value].name }))

const visitorDays = [0, 1, 7, 30, 90]

/** The settings screen: everything that can be set, and information about this installation. */
export function SettingsScreen() {
  const { words, format } = useWords()
  const settings = useSettings()
  const change = useChangeSettings()
  const text = words.settings
  const [inspecting, inspect] = useInspector()
  const session = useSession()
  const may = useMay()
  const choices = <K extends 'liveness' | 'direction' | 'theme'>(labels: Record<Settings[K], string>) =>
    (Object.keys(labels) as Settings[K][]).map((value) => ({ value, label: labels[value] }))

  return (
    <div className="scroller" tabIndex={-1}>
      <div className={css.settings}>
        <h1>{text.title}</h1>

        {session.role === 'owner' ? (
          <>
            <Group title={text.recognition}>
              <SettingLink
                href={address('settings', 'thresholds')}
                title={words.thresholds.link}
                hint={words.thresholds.linkHint}
                value={format.similarity(settings.threshold)}
              />
              <MarginSetting />
              <SettingLink href={address('settings', 'models')} title={words.models.title} hint={words.models.link} />
              <SettingLink
                href={address('settings', 'quality')}
                title={words.gates.link}
                hint={words.gates.linkHint}
                value={words.gates.both(format.number(settings.enrolmentQuality), format.number(settings.probeQuality))}
              />
              <Setting name={text.cooldown} hint={text.cooldownHint}>
                <Choice
                  label={text.cooldown}
                  options={[...new Set([...cooldowns, settings.cooldownSeconds])]
                    .sort((first, second) => first - second)
                    .map((seconds) => ({ value: String(seconds), label: text.pause(seconds) }))}
                  value={String(settings.cooldownSeconds)}
                  onChange={(value) => change({ cooldownSeconds: Number(value) })}
                />
              </Setting>
              <Setting name={text.ask} hint={text.askHint}>
                <Choice
                  label={text.ask}
                  options={[...new Set([...askTimes, settings.askMinutes])]
                    .sort((first, second) => first - second)
                    .map((minutes) => ({ value: String(minutes), label: text.askFor(minutes) }))}
                  value={String(settings.askMinutes)}
                  onChange={(value) => change({ askMinutes: Number(value) })}
                />
              </Setting>
              <Setting name={text.liveness} hint={text.livenessHint}>
                <Segments
                  label={text.liveness}
                  options={choices<'liveness'>(text.livenessModes)}
                  value={settings.liveness}
                  onChange={(liveness) => change({ liveness })}
                />
              </Setting>
              {settings.liveness === 'required' ? (
                <div className={css.settingSwitch}>
                  <SwitchInput
                    label={words.challenge.setting}
                    value={settings.challenge}
                    onChange={(challenge) => change({ challenge })}
                  />
                  <p className="soft small">{words.challenge.settingHint}</p>
                </div>
              ) : null}
              <SettingLink
                href={address('settings', 'liveness')}
                title={words.attacks.open}
                hint={words.attacks.openHint}
              />
              <Setting name={words.visitors.days} hint={words.visitors.daysHint}>
                <Choice
                  label={words.visitors.days}
                  options={[...new Set([...visitorDays, settings.visitorDays])]
                    .sort((first, second) => first - second)
                    .map((days) => ({ value: String(days), label: words.visitors.daysOf(days) }))}
                  value={String(settings.visitorDays)}
                  onChange={(value) => change({ visitorDays: Number(value) })}
                />
              </Setting>
            </Group>

            <Group title={text.kiosk}>
              <Setting name={text.kioskName}>
                <KioskName key={settings.kiosk} name={settings.kiosk} onChange={(kiosk) => change({ kiosk })} />
              </Setting>
              <Setting name={text.direction}>
                <Choice
                  label={text.direction}
                  options={choices<'direction'>(text.directions)}
                  value={settings.direction}
                  onChange={(direction) => change({ direction })}
                />
              </Setting>
              <Setting name={text.camera}>
                <CameraChoice live={false} hideLabel />
              </Setting>
              <Rotations />
              <div className={css.settingSwitch}>
                <SwitchInput label={text.mirror} value={settings.mirror} onChange={(mirror) => change({ mirror })} />
              </div>
              <div className={css.settingSwitch}>
                <SwitchInput label={text.sounds} value={settings.sounds} onChange={(sounds) => change({ sounds })} />
              </div>
              <SettingLink href={address('settings', 'kiosks')} title={words.kiosks.title} hint={words.kiosks.text} />
            </Group>
          </>
        ) : null}

        <Group title={text.appearance}>
          <Setting name={text.language}>
            <Choice
              label={text.language}
              options={[{ value: 'system', label: text.languageSystem }, ...ownNames]}
              value={settings.language}
              onChange={(language) => change({ language })}
            />
          </Setting>
          <Setting name={text.clock}>
            <Segments
              label={text.clock}
              options={(['system', '12', '24'] as const).map((value) => ({ value, label: text.clocks[value] }))}
              value={settings.clock}
              onChange={(clock) => change({ clock })}
            />
          </Setting>
          <Setting name={text.theme}>
            <Segments
              label={text.theme}
              options={choices<'theme'>(text.themes)}
              value={settings.theme}
              onChange={(theme) => change({ theme })}
            />
          </Setting>
        </Group>

        {may('accounts.list') ? (
          <Group title={words.accounts.title}>
            <SettingLink
              href={address('settings', 'accounts')}
              title={words.accounts.title}
              hint={words.accounts.link}
            />
            <SettingLink href={address('settings', 'consent')} title={words.consent.title} hint={words.consent.link} />
            <PrivacyLink />
            <SettingLink href={address('settings', 'audit')} title={words.audit.title} hint={words.audit.link} />
            <SettingLink href={address('settings', 'proof')} title={words.audit.proof} hint={words.audit.proofLink} />
            <SettingLink href={address('settings', 'office')} title={words.office.title} hint={words.office.link} />
          </Group>
        ) : null}

        {session.role === 'owner' ? (
          <>
            <Group title={words.connections.group}>
              <SettingLink
                href={address('settings', 'connections')}
                title={words.connections.title}
                hint={words.connections.link}
              />
            </Group>

            <Group title={text.data}>
              <SettingLink
                href={address('settings', 'backups')}
                title={words.backups.title}
                hint={words.backups.link}
              />
              <Setting name={words.backups.exports} hint={words.backups.exportsHint}>
                <Choice
                  label={words.backups.exports}
                  options={[...new Set([...exportDays, settings.exportDays])].map((days) => ({
                    value: String(days),
                    label: words.backups.exportsFor(days),
                  }))}
                  value={String(settings.exportDays)}
                  onChange={(value) => change({ exportDays: value === 'null' ? null : Number(value) })}
                />
              </Setting>
            </Group>

            <Group title={words.retention.group}>
              <RetentionSettings />
            </Group>

            <Group title={text.advanced}>
              <SettingLink href={address('metric')} title={words.metric.title} hint={text.metricHint} />
              <div className={css.settingSwitch}>
                <SwitchInput label={words.inspector.show} value={inspecting} onChange={inspect} />
                <p className="soft small">{text.inspectorHint}</p>
              </div>
            </Group>

            <Group title={text.engine}>
              <EngineSettings />
            </Group>
          </>
        ) : null}
      </div>
    </div>
  )
}

/** Leads to the privacy notice, and says where settings break rules of the chosen country. */
function PrivacyLink() {
  const { words } = useWords()
  const broken = useCall('privacy.rules', {}).data?.rules.filter(({ state }) => state === 'broken').length ?? 0
  const { title, link, broken: count } = words.privacy
  return (
    <SettingLink
      href={address('settings', 'privacy')}
      title={title}
      hint={link}
      {...(broken > 0 && { value: count(broken) })}
    />
  )
}

/** Sets the rotation of each camera of this machine. */
function Rotations() {
  const { words } = useWords()
  const devices = useCameraDevices(false)
  return devices.map((device, index) => (
    <Setting key={device.id} name={words.kiosk.rotation} hint={device.label || words.kiosk.cameraUnnamed(index + 1)}>
      <RotationChoice device={device} />
    </Setting>
  ))
}

function Group(props: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={css.settingGroup} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <div className={css.settingCard}>{props.children}</div>
    </section>
  )
}

/** A link to a page of its own with further settings. */
function SettingLink(props: { href: string; title: string; hint: string; value?: string }) {
  return (
    <a className={`${css.setting} ${css.settingLink}`} href={props.href}>
      <div className={css.settingName}>
        {props.title}
        <p className="soft small">{props.hint}</p>
      </div>
      <span className={css.settingLinkEnd}>
        {props.value}
        <Icon name="right" />
      </span>
    </a>
  )
}

/** A field that is saved on leaving it or by Enter. */
function KioskName(props: { name: string; onChange: (name: string) => void }) {
  const { words } = useWords()
  const save = (input: HTMLInputElement) => {
    const name = input.value.trim()
    if (name === '') input.value = props.name
    else if (name !== props.name) props.onChange(name)
  }
  return (
    <input
      className={`input ${css.settingInput}`}
      aria-label={words.settings.kioskName}
      defaultValue={props.name}
      maxLength={64}
      onBlur={(event) => save(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save(event.currentTarget)
      }}
    />
  )
}
