import type { Instant, ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { LearnedMetric } from '../contract/learned-metrics.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import { readJson } from './stored-json.ts'
import type { Vault } from './vault.ts'
import { bytesOfVector, vectorOfBytes } from './vector.ts'

export type MetricDraft = Omit<LearnedMetric, 'version' | 'trainedAt'>

/** One adoption of a metric, or of the standard metric. */
export interface Adoption {
  readonly id: number
  readonly version: number
  /** Distinguishes histories that grew from the same backup. */
  readonly at: Instant
  readonly thresholdBefore: number
  /** Version of the threshold that came with the metric. */
  readonly thresholdVersion: number
}

export interface Metrics {
  /** @param map W, row by row */
  add(draft: MetricDraft, map: Float32Array): LearnedMetric
  /** @throws AppError `metric-gone` when there is none of that version, `database-damaged` */
  get(version: number): LearnedMetric
  /** The matrix W, row by row. @throws AppError `metric-gone`, `database-damaged` */
  readMap(version: number): Float32Array
  /** Metrics of all models, newest first, without damaged ones. */
  list(): LearnedMetric[]
  /** The metric in use for a model's embeddings; null is the standard metric. */
  findCurrent(model: ModelId): Adoption | null
  /** The metric that is used again when an adoption is undone. */
  findPrevious(adoption: Adoption): Adoption | null
  adopt(adoption: Omit<Adoption, 'id' | 'at'>): void
  undo(adoption: Adoption): void
}

interface Row {
  version: number
  model: string
  about: string
  trained_at: number
}

interface AdoptionRow {
  id: number
  version: number
  at: number
  threshold_before: number
  threshold_version: number
}

const About = LearnedMetric.omit({ version: true, model: true, trainedAt: true })

const columns = 'version, model, about, trained_at'

export function openMetrics(database: Database, vault: Vault, damages: Damages, now: () => number): Metrics {
  const insert = database.prepare(`
    insert into metrics (version, model, about, map, trained_at) values (@version, @model, @about, @map, @trainedAt)`)
  const lastVersion = database.prepare<{ version: number }>(
    "select coalesce(max(seq), 0) as version from sqlite_sequence where name = 'metrics'",
  )
  const byVersion = database.prepare<Row>(`select ${columns} from metrics where version = @version`)
  const mapOf = database.prepare<{ map: Uint8Array }>('select map from metrics where version = @version')
  const all = database.prepare<Row>(`select ${columns} from metrics order by version desc`)
  const newest = database.prepare<AdoptionRow>(`
    select id, metric_adoptions.version as version, at, threshold_before, threshold_version
    from metric_adoptions join metrics on metrics.version = metric_adoptions.version
    where model = @model and undone_at is null and id < @before order by id desc limit 1`)
  const adopt = database.prepare(`
    insert into metric_adoptions (version, at, threshold_before, threshold_version)
    values (@version, @at, @thresholdBefore, @thresholdVersion)`)
  const undo = database.prepare('update metric_adoptions set undone_at = @at where id = @id')

  function get(version: number): LearnedMetric {
    const row = byVersion.get({ version })
    if (row === undefined) throw metricGoneError(version)
    return metricOf(row) ?? throwDamaged(version)
  }

  function metricOf({ version, model, about, trained_at }: Row): LearnedMetric | null {
    const written = database.proof.holds('metrics', version) ? readJson(about, About) : undefined
    if (written !== undefined) return { ...written, version, model: model as ModelId, trainedAt: trained_at as Instant }
    report(version)
    return null
  }

  const report = (version: number) => damages.report({ kind: 'metric', id: version, personId: null })

  function throwDamaged(version: number, cause?: unknown): never {
    report(version)
    const message = `Metric ${version} is damaged and cannot be used. Train it anew, or restore a backup.`
    throw new AppError('database-damaged', message, { details: { version }, cause })
  }

  function newestBefore(model: ModelId, before: number): Adoption | null {
    const row = newest.get({ model, before })
    if (row === undefined) return null
    if (!database.proof.holds('metric_adoptions', row.id)) return newestBefore(model, row.id)
    const { id, version, at, threshold_before: thresholdBefore, threshold_version: thresholdVersion } = row
    return { id, version, at: at as Instant, thresholdBefore, thresholdVersion }
  }

  return {
    get,
    add: (draft, map) =>
      database.transaction(() => {
        const { model, ...about } = draft
        const version = lastVersion.get()!.version + 1
        const sealed = vault.seal(bytesOfVector(map), mapContext(version, model))
        insert.run({ version, model, about: JSON.stringify(about), map: sealed, trainedAt: now() })
        return get(version)
      }),
    readMap(version) {
      const row = mapOf.get({ version })
      if (row === undefined) throw metricGoneError(version)
      const { model } = get(version)
      try {
        return vectorOfBytes(vault.open(blob(row.map), mapContext(version, model)))
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause
        return throwDamaged(version, cause)
      }
    },
    list: () => all.all().flatMap((row) => metricOf(row) ?? []),
    findCurrent: (model) => newestBefore(model, Number.MAX_SAFE_INTEGER),
    findPrevious: ({ id, version }) => newestBefore(byVersion.get({ version })!.model as ModelId, id),
    adopt: (adoption) => void adopt.run({ ...adoption, at: now() }),
    undo: ({ id }) => void undo.run({ id, at: now() }),
  }
}

export const mapContext = (version: number, model: string) => `map of metric ${version} of ${model}`

function metricGoneError(version: number): AppError {
  return new AppError('metric-gone', `There is no metric of version ${version}. List them to see which there are.`, {
    details: { version },
  })
}
