import type { Instant, ModelId, PersonId, TemplateId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Template, TemplateSource } from '../contract/people.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import type { Erased } from './erased.ts'
import type { Vault } from './vault.ts'
import { bytesOfVector, vectorOfBytes } from './vector.ts'

export interface TemplateDraft {
  readonly personId: PersonId
  readonly model: ModelId
  /** Unit length. */
  readonly vector: Float32Array
  readonly quality: number
  readonly source: TemplateSource
  /** Aligned face as JPEG, stored encrypted; null to store none. */
  readonly photo: Uint8Array | null
  /** The original file; only a keyed hash is stored, to recognise the same file. */
  readonly origin: Uint8Array | null
}

export interface StoredEmbedding {
  readonly templateId: TemplateId
  readonly personId: PersonId
  readonly vector: Float32Array
}

/** A point in the history of a model's templates; the stamp distinguishes histories that grew from the same backup. */
export interface Revision {
  readonly number: number
  readonly stamp: string
}

/** One change of the gallery. An added template may have been erased since. */
export interface TemplateChange {
  readonly templateId: TemplateId
  readonly change: 'add' | 'remove'
}

export interface Templates {
  /** @throws AppError `person-not-found` */
  add(draft: TemplateDraft): Template
  /** Adds a template that another station made, with the moment at which it did. @throws AppError `person-not-found` */
  takeIn(draft: Omit<TemplateDraft, 'origin'> & { readonly createdAt: Instant }): Template
  find(id: TemplateId): Template | null
  /** @throws AppError `template-not-found` */
  get(id: TemplateId): Template
  /** Best quality first. */
  listOfPerson(personId: PersonId): Template[]
  /** The template made from exactly this file, of any person. */
  findByOrigin(origin: Uint8Array): Template | null
  /**
   * Moves a template to another person; a damaged one stays damaged.
   * @throws AppError `template-not-found`, `person-not-found`
   */
  move(id: TemplateId, to: PersonId): void
  /** @throws AppError `template-not-found` */
  erase(id: TemplateId): void
  /** The face as JPEG; null when none was stored or it is damaged. @throws AppError `template-not-found` */
  readPhoto(id: TemplateId): Uint8Array | null
  /** Null when there is none by that model, or it is damaged. */
  readEmbedding(id: TemplateId, model: ModelId): StoredEmbedding | null
  /** The same, and null for a template of somebody whose templates are not searched. */
  readSearched(id: TemplateId, model: ModelId): StoredEmbedding | null
  /**
   * All embeddings of a model that are searched, in order of id, a few hundred at a time, so that others can write
   * meanwhile. Damaged ones are left out and listed by `listDamaged`.
   */
  listEmbeddings(model: ModelId): Generator<StoredEmbedding[]>
  /** The same, with those of people whose templates are not searched. */
  listAllEmbeddings(model: ModelId): Generator<StoredEmbedding[]>
  /**
   * Adds embeddings by another model, made from the photos of templates. Whatever was erased, moved to another person
   * or taken out of what is searched in the meantime is left out.
   */
  addEmbeddings(model: ModelId, embeddings: readonly StoredEmbedding[]): void
  /** Templates with a photo that are searched and have no embedding by a model, in order of id, from after `after`. */
  listWithoutEmbedding(model: ModelId, after: number, limit: number): { templateId: TemplateId; personId: PersonId }[]
  /** How many of them there are. */
  countWithoutEmbedding(model: ModelId): number
  /** People who are found by one model's embeddings, and have neither one by another nor a photo; in order of id. */
  listPeopleWithout(model: ModelId, foundBy: ModelId): PersonId[]
  /** How many templates have embeddings by each model, whether they are searched or not; most first. */
  countByModel(): { model: ModelId; templates: number }[]
  /** How many templates have an embedding by neither of two models. */
  countByNeither(one: ModelId, other: ModelId): number
  /** Erases the embeddings by a model, but for those of templates that have none by `keep`. @returns how many */
  eraseEmbeddings(model: ModelId, keep: ModelId): number
  /** Damaged templates found so far that still exist, with their people. */
  listDamaged(): { templateId: TemplateId; personId: PersonId }[]
  /** The owners of a model's templates that are searched, without decrypting any. */
  listOwners(model: ModelId): { templateId: TemplateId; personId: PersonId }[]
  /** How many templates of a model are searched. */
  count(model: ModelId): number
  /** Qualities of all templates of a model, worst first. */
  listQualities(model: ModelId): { templateId: TemplateId; quality: number; hasPhoto: boolean }[]
  /** The newest change of a model's templates; an index of this revision is up to date. */
  readRevision(model: ModelId): Revision
  /** Changes since a revision, oldest first; null when it is of another history. */
  listChangesSince(model: ModelId, revision: Revision): TemplateChange[] | null
}

interface Row {
  id: number
  person_id: number
  model: string
  quality: number
  source: TemplateSource
  created_at: number
  has_photo: number
}

interface EmbeddingRow {
  id: number
  person_id: number
  model: string
  embedding: Uint8Array
}

/** All embeddings: those that made the templates, and those by other models. */
const all = `(select id, person_id, model, embedding from templates
  union all select template_id, person_id, model, embedding from template_embeddings)`
const page = 250
/** The revision before the first change. */
const beginning: Revision = { number: 0, stamp: '' }
const columns = `templates.id, person_id, model, quality, source, created_at,
  exists (select 1 from photos where template_id = templates.id) as has_photo`

/** @param noteErased see `Erased` */
export function openTemplates(
  database: Database,
  vault: Vault,
  damages: Damages,
  now: () => number,
  noteErased: Erased['note'] = () => undefined,
): Templates {
  const insert = database.prepare(`
    insert into templates (id, person_id, model, quality, source, created_at, origin, embedding)
    values (@id, @personId, @model, @quality, @source, @createdAt, @origin, @embedding)`)
  const insertPhoto = database.prepare('insert into photos (template_id, photo) values (@id, @photo)')
  const lastId = database.prepare<{ id: number }>(
    "select coalesce(max(seq), 0) as id from sqlite_sequence where name = 'templates'",
  )
  const personExists = database.prepare('select 1 from people where id = @personId')
  const byId = database.prepare<Row>(`select ${columns} from templates where id = @id`)
  const ofPerson = database.prepare<Row>(
    `select ${columns} from templates where person_id = @personId order by quality desc, id`,
  )
  const byOrigin = database.prepare<Row>(`select ${columns} from templates where origin = @origin order by id limit 1`)
  const move = database.prepare('update templates set person_id = @to, embedding = @embedding where id = @id')
  const moveOther = database.prepare(`
    update template_embeddings set person_id = @to, embedding = @embedding
    where template_id = @id and model = @model`)
  const erase = database.prepare('delete from templates where id = @id')
  const photoOf = database.prepare<{ photo: Uint8Array }>('select photo from photos where template_id = @id')
  const embeddingsOf = database.prepare<EmbeddingRow>(`select * from ${all} where id = @id`)
  const embeddingOf = database.prepare<EmbeddingRow>(`select * from ${all} where id = @id and model = @model`)
  const searched = 'person_id not in (select id from people where searched = 0)'
  const searchedEmbeddingOf = database.prepare<EmbeddingRow>(
    `select * from ${all} where id = @id and model = @model and ${searched}`,
  )
  const pageOf = (which: string) =>
    database.prepare<EmbeddingRow>(`
      select * from ${all} where model = @model and id > @after and ${which} order by id limit ${page}`)
  const searchedAfter = pageOf(searched)
  const allAfter = pageOf('true')
  const owners = database.prepare<{ id: number; person_id: number }>(
    `select id, person_id from ${all} where model = @model and ${searched} order by id`,
  )
  const count = database.prepare<{ total: number }>(
    `select count(*) as total from ${all} where model = @model and ${searched}`,
  )
  const by = (model: string) => `(templates.model = ${model} or exists (
    select 1 from template_embeddings where template_id = templates.id and template_embeddings.model = ${model}))`
  const qualities = database.prepare<Pick<Row, 'id' | 'quality' | 'has_photo'>>(`
    select templates.id, quality, exists (select 1 from photos where template_id = templates.id) as has_photo
    from templates where ${by('@model')} order by quality, id`)
  const addOther = database.prepare(`
    insert into template_embeddings (template_id, person_id, model, embedding)
    select id, person_id, @model, @embedding from templates
    where id = @id and person_id = @personId and ${searched} and not ${by('@model')}`)
  const lacking = `from templates where exists (select 1 from photos where template_id = templates.id)
    and ${searched} and not ${by('@model')}`
  const withoutAfter = database.prepare<{ id: number; person_id: number }>(
    `select id, person_id ${lacking} and id > @after order by id limit @limit`,
  )
  const countLacking = database.prepare<{ total: number }>(`select count(*) as total ${lacking}`)
  const peopleWithout = database.prepare<{ id: number }>(`
    select distinct person_id as id from templates where ${by('@foundBy')} and ${searched} and person_id not in (
      select person_id from ${all} where model = @model
      union select person_id from templates join photos on template_id = templates.id) order by person_id`)
  const models = database.prepare<{ model: string; templates: number }>(
    `select model, count(*) as templates from ${all} group by model order by templates desc, model`,
  )
  const byNeither = database.prepare<{ total: number }>(
    `select count(*) as total from templates where not ${by('@one')} and not ${by('@other')}`,
  )
  const takeOver = database.prepare(`
    update templates set model = @keep, embedding = (
      select embedding from template_embeddings where template_id = templates.id and template_embeddings.model = @keep)
    where model = @model and exists (
      select 1 from template_embeddings where template_id = templates.id and template_embeddings.model = @keep)`)
  const eraseOthers = database.prepare('delete from template_embeddings where model = @model')
  const eraseTaken = database.prepare(`
    delete from template_embeddings where model = @keep and exists (
      select 1 from templates where id = template_id and templates.model = @keep)`)
  const newest = database.prepare<{ revision: number; stamp: string }>(
    'select revision, stamp from template_changes where model = @model order by revision desc limit 1',
  )
  const stampOf = database.prepare<{ stamp: string }>(
    'select stamp from template_changes where model = @model and revision = @revision',
  )
  const changes = database.prepare<{ template_id: number; change: 'add' | 'remove' }>(`
    select template_id, change from template_changes
    where model = @model and revision > @revision order by revision`)

  function find(id: TemplateId): Template | null {
    const row = byId.get({ id })
    return row === undefined ? null : templateOf(row)
  }

  function get(id: TemplateId): Template {
    const found = find(id)
    if (found === null) throw templateNotFoundError(id)
    return found
  }

  function requirePerson(personId: PersonId): void {
    if (personExists.get({ personId }) !== undefined) return
    throw new AppError('person-not-found', 'This person is no longer enrolled.', { details: { id: personId } })
  }

  const damaged = new Map<TemplateId, PersonId>()

  /** Decrypts one embedding; a damaged one gives none, so that everybody else is still recognised. */
  function openEmbedding(row: EmbeddingRow): StoredEmbedding[] {
    const templateId = row.id as TemplateId
    const personId = row.person_id as PersonId
    try {
      const bytes = vault.open(blob(row.embedding), embeddingContext(row.id, row.person_id, row.model))
      damaged.delete(templateId)
      return [{ templateId, personId, vector: vectorOfBytes(bytes) }]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      damaged.set(templateId, personId)
      damages.report({ kind: 'template', id: templateId, personId })
      return []
    }
  }

  /** Encrypts an embedding for another owner; a damaged one is passed on as it is. */
  function reseal({ id, person_id, model, embedding }: EmbeddingRow, to: PersonId): Uint8Array {
    try {
      const bytes = vault.open(blob(embedding), embeddingContext(id, person_id, model))
      return vault.seal(bytes, embeddingContext(id, to, model))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return blob(embedding)
    }
  }

  function* embeddingsIn(next: typeof allAfter, model: ModelId): Generator<StoredEmbedding[]> {
    for (let after = 0; ; ) {
      const rows = next.all({ model, after })
      if (rows.length === 0) return
      yield rows.flatMap(openEmbedding)
      after = rows.at(-1)!.id
    }
  }

  const originHash = (origin: Uint8Array) => vault.fingerprint(origin, 'template origin')

  const add = (draft: TemplateDraft, createdAt: number): Template =>
    database.transaction(() => {
      const { personId, model, quality, source, vector, photo, origin } = draft
      requirePerson(personId)
      const id = lastId.get()!.id + 1
      insert.run({
        id,
        personId,
        model,
        quality,
        source,
        createdAt,
        origin: origin && originHash(origin),
        embedding: vault.seal(bytesOfVector(vector), embeddingContext(id, personId, model)),
      })
      if (photo) insertPhoto.run({ id, photo: vault.seal(photo, photoContext(id)) })
      return get(id as TemplateId)
    })

  return {
    find,
    get,
    add: (draft) => add(draft, now()),
    takeIn: ({ createdAt, ...draft }) => add({ ...draft, origin: null }, createdAt),
    listOfPerson: (personId) => ofPerson.all({ personId }).map(templateOf),
    findByOrigin(origin) {
      const row = byOrigin.get({ origin: originHash(origin) })
      return row ? templateOf(row) : null
    },
    move: (id, to) =>
      database.transaction(() => {
        const { model } = get(id)
        requirePerson(to)
        for (const row of embeddingsOf.all({ id })) {
          const embedding = reseal(row, to)
          if (row.model === model) move.run({ id, to, embedding })
          else moveOther.run({ id, to, model: row.model, embedding })
        }
      }),
    erase: (id) =>
      database.transaction(() => {
        noteErased({ kind: 'template', id, at: get(id).createdAt })
        erase.run({ id })
      }),
    readPhoto(id) {
      const { hasPhoto, personId } = get(id)
      if (!hasPhoto) return null
      try {
        return vault.open(blob(photoOf.get({ id })!.photo), photoContext(id))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        damages.report({ kind: 'photo', id, personId })
        return null
      }
    },
    readEmbedding(id, model) {
      const row = embeddingOf.get({ id, model })
      return (row && openEmbedding(row)[0]) ?? null
    },
    readSearched(id, model) {
      const row = searchedEmbeddingOf.get({ id, model })
      return (row && openEmbedding(row)[0]) ?? null
    },
    listEmbeddings: (model) => embeddingsIn(searchedAfter, model),
    listAllEmbeddings: (model) => embeddingsIn(allAfter, model),
    addEmbeddings: (model, embeddings) =>
      database.transaction(() => {
        for (const { templateId: id, personId, vector } of embeddings) {
          const embedding = vault.seal(bytesOfVector(vector), embeddingContext(id, personId, model))
          addOther.run({ id, personId, model, embedding })
        }
      }),
    listWithoutEmbedding: (model, after, limit) =>
      withoutAfter
        .all({ model, after, limit })
        .map(({ id, person_id }) => ({ templateId: id as TemplateId, personId: person_id as PersonId })),
    countWithoutEmbedding: (model) => countLacking.get({ model })!.total,
    listPeopleWithout: (model, foundBy) => peopleWithout.all({ model, foundBy }).map(({ id }) => id as PersonId),
    countByModel: () => models.all().map(({ model, templates }) => ({ model: model as ModelId, templates })),
    countByNeither: (one, other) => byNeither.get({ one, other })!.total,
    eraseEmbeddings: (model, keep) =>
      database.transaction(() => {
        const taken = takeOver.run({ model, keep }).changes
        eraseTaken.run({ keep })
        return taken + eraseOthers.run({ model }).changes
      }),
    listDamaged: () =>
      [...damaged].flatMap(([templateId]) => {
        const row = byId.get({ id: templateId })
        return row === undefined ? [] : [{ templateId, personId: row.person_id as PersonId }]
      }),
    listOwners: (model) =>
      owners.all({ model }).map((row) => ({ templateId: row.id as TemplateId, personId: row.person_id as PersonId })),
    count: (model) => count.get({ model })!.total,
    listQualities: (model) =>
      qualities.all({ model }).map(({ id, quality, has_photo }) => ({
        templateId: id as TemplateId,
        quality,
        hasPhoto: has_photo === 1,
      })),
    readRevision(model) {
      const row = newest.get({ model })
      return row ? { number: row.revision, stamp: row.stamp } : beginning
    },
    listChangesSince(model, { number: revision, stamp }) {
      const known = revision === beginning.number ? beginning : stampOf.get({ model, revision })
      if (known?.stamp !== stamp) return null
      return changes
        .all({ model, revision })
        .map(({ template_id, change }) => ({ templateId: template_id as TemplateId, change }))
    },
  }
}

export const embeddingContext = (id: number, personId: number, model: string) =>
  `embedding ${id} of person ${personId} by ${model}`
export const photoContext = (id: number) => `photo ${id}`

function templateOf(row: Row): Template {
  return {
    id: row.id as TemplateId,
    personId: row.person_id as PersonId,
    model: row.model as ModelId,
    quality: row.quality,
    source: row.source,
    createdAt: row.created_at as Instant,
    hasPhoto: row.has_photo === 1,
  }
}

function templateNotFoundError(id: TemplateId): AppError {
  return new AppError('template-not-found', 'This template has been erased in the meantime.', {
    details: { id },
  })
}
