import type { DamagedValues } from '../../main/contract/damages.ts'
import type { Notice } from '../../main/contract/notices.ts'
import type { Settings } from '../../main/contract/settings.ts'
import type { Messages } from './en/index.ts'

/** What a notice of the engine says, in the words of the window; undefined where it has none for it. */
export function noticeText(words: Messages, code: Notice['code'], details: Notice['details'] = {}): string | undefined {
  const text = words.notices[code] as (typeof words.notices)[typeof code] | undefined
  if (typeof text !== 'function') return text
  return text(
    code === 'data-damaged' ? { damages: withSettingNames(words, details.damages as DamagedValues[]) } : details,
  )
}

/** Settings are stored by their keys, which no screen shows. */
function withSettingNames(words: Messages, damages: readonly DamagedValues[]): DamagedValues[] {
  const names: Readonly<Record<string, string>> = settingNames(words)
  return damages.map(({ kind, of }) =>
    kind === 'setting' ? { kind, of: [...new Set(of.map((key) => names[key] ?? key))] } : { kind, of },
  )
}

/** What Settings calls each setting; those that share a screen of their own have the name of that screen. */
function settingNames(words: Messages): Readonly<Record<keyof Settings, string>> {
  const { settings, thresholds, gates, backups } = words
  return {
    threshold: thresholds.link,
    thresholdVersion: thresholds.link,
    promise: thresholds.link,
    margin: settings.margin,
    enrolmentQuality: gates.link,
    probeQuality: gates.link,
    cooldownSeconds: settings.cooldown,
    askMinutes: settings.ask,
    liveness: settings.liveness,
    challenge: words.challenge.setting,
    direction: settings.direction,
    kiosk: settings.kioskName,
    mirror: settings.mirror,
    camera: settings.camera,
    turnedCameras: words.kiosk.rotation,
    theme: settings.theme,
    language: settings.language,
    clock: settings.clock,
    sounds: settings.sounds,
    provider: settings.provider,
    asksForLooks: words.looks.setting,
    visitorDays: words.visitors.days,
    retention: words.retention.group,
    restPort: words.connections.title,
    backupMinute: backups.title,
    backupFolder: backups.title,
    headFolder: words.audit.proof,
    exportDays: backups.exports,
    signOutMinutes: words.accounts.idle,
  }
}
