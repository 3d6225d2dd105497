import type { Instant, ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { LearnedMetric } from '../contract/metric.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'
import { bytesOfVector, vectorOfBytes } from './vector.ts'

export type MetricDraft = Omit<LearnedMetric, 'version' | 'trainedAt'>

/** One time that a metric was put to use. */
export interface Adoption {
  readonly id: number
  readonly version: number
  /** Tells apart two histories that grew from the same backup. */
  readonly at: Instant
  readonly thresholdBefore: number
  /** Version of the threshold that came with the metric. */
  readonly thresholdVersion: number
}

export interface Metrics {
  /** @param map W, row by row */
  add(draft: MetricDraft, map: Float32Array): LearnedMetric
  /** @throws AppError `invalid-input` when there is none of that version */
  get(version: number): LearnedMetric
  /** W, row by row. @throws AppError `invalid-input`, `database-damaged` */
  map(version: number): Float32Array
  /** Newest first, of any model. */
  list(): LearnedMetric[]
  /** What is in use for the embeddings of a model; null is the standard metric. */
  current(model: ModelId): Adoption | null
  /** What comes into use when an adoption is undone. */
  beneath(adoption: Adoption): Adoption | null
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

const columns = 'version, model, about, trained_at'

export function openMetrics(database: Database, vault: Vault, now: () => number): Metrics {
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
    if (row === undefined) throw notFound(version)
    return metricOf(row)
  }

  function newestBefore(model: ModelId, before: number): Adoption | null {
    const row = newest.get({ model, before })
    if (row === undefined) return null
    const { id, version, at, threshold_before: thresholdBefore, threshold_version: thresholdVersion } = row
    return { id, version, at: at as Instant, thresholdBefore, thresholdVersion }
  }

  return {
    get,
    add: (draft, map) =>
      database.transaction(() => {
        const { model, ...about } = draft
        const version = lastVersion.get()!.version + 1
        const sealed = vault.seal(bytesOfVector(map), contextOf(version, model))
        insert.run({ version, model, about: JSON.stringify(about), map: sealed, trainedAt: now() })
        return get(version)
      }),
    map(version) {
      const row = mapOf.get({ version })
      if (row === undefined) throw notFound(version)
      return vectorOfBytes(vault.open(blob(row.map), contextOf(version, get(version).model)))
    },
    list: () => all.all().map(metricOf),
    current: (model) => newestBefore(model, Number.MAX_SAFE_INTEGER),
    beneath: ({ id, version }) => newestBefore(get(version).model, id),
    adopt: (adoption) => void adopt.run({ ...adoption, at: now() }),
    undo: ({ id }) => void undo.run({ id, at: now() }),
  }
}

const contextOf = (version: number, model: string) => `map of metric ${version} of ${model}`

function metricOf({ version, model, about, trained_at }: Row): LearnedMetric {
  return LearnedMetric.parse({ ...JSON.parse(about), version, model, trainedAt: trained_at })
}

function notFound(version: number): AppError {
  return new AppError('invalid-input', `There is no metric of version ${version}. List them to see which there are.`, {
    details: { version },
  })
}
