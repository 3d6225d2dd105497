import type { Instant } from '../contract/entities.ts'
import { defaultSettings, Settings } from '../contract/settings.ts'
import type { Database } from './database.ts'
import { given } from './given.ts'

/** One setting of the decision's threshold; events name it by its version. */
export interface ThresholdVersion {
  readonly version: number
  readonly threshold: number
  readonly margin: number
  readonly since: Instant
  /** What it was derived from; null when it was set by hand. */
  readonly basis: ThresholdBasis | null
}

/** Undefined leaves a setting as it is. */
export type SettingsChange = { readonly [K in keyof Omit<Settings, 'thresholdVersion'>]?: Settings[K] | undefined }

/** What a threshold was derived from, as plain data. */
export type ThresholdBasis = Readonly<Record<string, unknown>>

export interface SettingsStore {
  /** What is stored, with the defaults for everything else. A stored value that no longer fits counts as not stored. */
  get(): Settings
  /** Changes the named settings; a changed threshold or margin gets the next version, with `basis` as its reason. */
  set(change: SettingsChange, basis?: ThresholdBasis | null): Settings
  /** Oldest first. */
  thresholds(): ThresholdVersion[]
}

export function openSettings(database: Database, now: () => number): SettingsStore {
  const all = database.prepare<{ key: string; value: string }>('select key, value from settings')
  const put = database.prepare(
    'insert into settings (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value',
  )
  const versions = database.prepare<{
    version: number
    threshold: number
    margin: number
    since: number
    basis: string | null
  }>('select version, threshold, margin, since, basis from threshold_versions order by version')
  const addVersion = database.prepare(`
    insert into threshold_versions (version, threshold, margin, since, basis)
    values (@version, @threshold, @margin, @since, @basis)`)

  function get(): Settings {
    const stored = Object.fromEntries(all.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]))
    const parsed = Settings.safeParse({ ...defaultSettings, ...stored })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) delete stored[String(issue.path[0])]
    return Settings.parse({ ...defaultSettings, ...stored })
  }

  function keepVersion({ thresholdVersion: version, threshold, margin }: Settings, basis: ThresholdBasis | null) {
    addVersion.run({
      version,
      threshold,
      margin,
      since: now(),
      basis: basis && JSON.stringify(basis),
    })
  }

  database.transaction(() => {
    if (versions.all().length === 0) keepVersion(get(), null)
  })

  return {
    get,
    set: (change, basis = null) =>
      database.transaction(() => {
        const before = get()
        const after = { ...before, ...given(change) }
        if (after.threshold !== before.threshold || after.margin !== before.margin) {
          after.thresholdVersion = before.thresholdVersion + 1
          keepVersion(after, basis)
        }
        for (const [key, value] of Object.entries(after)) {
          if (value !== before[key as keyof Settings]) put.run({ key, value: JSON.stringify(value) })
        }
        return get()
      }),
    thresholds: () =>
      versions.all().map(({ since, basis, ...rest }) => ({
        ...rest,
        since: since as Instant,
        basis: basis === null ? null : (JSON.parse(basis) as ThresholdBasis),
      })),
  }
}
