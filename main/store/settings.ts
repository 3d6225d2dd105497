import { z } from 'zod'
import type { Instant } from '../contract/entities.ts'
import { defaultSettings, Settings } from '../contract/settings.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { omitUndefined } from './omit-undefined.ts'
import { readJson } from './stored-json.ts'

/** One version of the threshold; entries name the version that they were decided by. */
export interface ThresholdVersion {
  readonly version: number
  readonly threshold: number
  readonly margin: number
  readonly since: Instant
  /** What it was computed from; null when it was set by hand. */
  readonly basis: ThresholdBasis | null
}

/** A change of settings; undefined leaves one as it is. */
export type SettingsChange = { readonly [K in keyof Omit<Settings, 'thresholdVersion'>]?: Settings[K] | undefined }

/** What a threshold was computed from, as plain data. */
export type ThresholdBasis = Readonly<Record<string, unknown>>

export interface SettingsStore {
  /**
   * The stored settings, with defaults for the others. A damaged value gives the default; a damaged threshold gives the
   * newest one of the history.
   */
  get(): Settings
  /** Changes the named settings; a changed threshold or margin gets the next version, with `basis` as its reason. */
  set(change: SettingsChange, basis?: ThresholdBasis | null): Settings
  /** Oldest first. */
  readThresholds(): ThresholdVersion[]
}

const Basis = z.record(z.string(), z.unknown())

/** The settings that the history of thresholds holds, too. */
const historic = ['threshold', 'margin', 'thresholdVersion'] as const

/** Later versions may have stored settings that this one does not know. */
const isSetting = (key: string): key is keyof Settings => Object.hasOwn(Settings.shape, key)

export function openSettings(database: Database, damages: Damages, now: () => number): SettingsStore {
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

  function read(): { settings: Settings; damaged: ReadonlySet<string> } {
    const stored: Record<string, unknown> = {}
    const damaged = new Set<string>()
    for (const { key, value } of all.all()) {
      if (!isSetting(key)) continue
      const read = readJson<unknown>(value, Settings.shape[key])
      if (read === undefined || !database.proof.holds('settings', key)) damaged.add(key)
      else stored[key] = read
    }
    for (const id of damaged) damages.report({ kind: 'setting', id, personId: null })
    const fallback = historic.some((key) => damaged.has(key)) ? newestThreshold() : {}
    // While no promise was the default, a threshold alone was stored when it was set by hand.
    const byHand = 'threshold' in stored && !('promise' in stored) && !damaged.has('promise') ? { promise: null } : {}
    return { settings: Settings.parse({ ...defaultSettings, ...fallback, ...byHand, ...stored }), damaged }
  }

  /** The newest settings in the history of thresholds. */
  function newestThreshold(): Partial<Settings> {
    const newest = versions.all().findLast(({ version }) => database.proof.holds('threshold_versions', version))
    return newest ? { threshold: newest.threshold, margin: newest.margin, thresholdVersion: newest.version } : {}
  }

  const get = () => read().settings

  function keepVersion({ thresholdVersion: version, threshold, margin }: Settings, basis: ThresholdBasis | null) {
    addVersion.run({
      version,
      threshold,
      margin,
      since: now(),
      basis: basis && JSON.stringify(basis),
    })
  }

  /** Notes the threshold that data begin with, or the one that a new release begins with. */
  function keepDefault(): void {
    const newest = versions.all().at(-1)
    const now = get()
    if (newest === undefined) keepVersion(now, null)
    if (newest?.version !== now.thresholdVersion || newest.threshold === now.threshold) return
    const thresholdVersion = newest.version + 1
    put.run({ key: 'thresholdVersion', value: JSON.stringify(thresholdVersion) })
    keepVersion({ ...now, thresholdVersion }, { promise: now.promise })
  }

  const noted = versions.all().at(-1)?.threshold
  if (noted !== get().threshold) database.transaction(keepDefault)

  return {
    get,
    set: (change, basis = null) =>
      database.transaction(() => {
        const { settings: before, damaged } = read()
        const wanted = omitUndefined(change)
        const after = { ...before, ...wanted }
        if (after.threshold !== before.threshold || after.margin !== before.margin) {
          after.thresholdVersion = before.thresholdVersion + 1
          keepVersion(after, basis)
        }
        for (const [key, value] of Object.entries(after)) {
          const chosen = damaged.has(key) && key in wanted
          const together = key === 'promise' && after.threshold !== before.threshold
          if (chosen || together || value !== before[key as keyof Settings])
            put.run({ key, value: JSON.stringify(value) })
          if (chosen) database.proof.renew('settings', key)
        }
        return get()
      }),
    readThresholds: () =>
      versions.all().map(({ since, basis, ...rest }) => ({
        ...rest,
        since: since as Instant,
        basis: basis === null ? null : (readJson(basis, Basis) ?? null),
      })),
  }
}
