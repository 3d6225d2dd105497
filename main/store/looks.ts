import type { Instant, ModelId, PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { LookPurpose, NamedBy } from '../contract/looks.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'
import { bytesOfVector, vectorOfBytes } from './vector.ts'

/** A look at a face as a kiosk saw it. */
export interface Look {
  readonly model: ModelId
  readonly vector: Float32Array
  /** 0..100 */
  readonly quality: number
  /** To the templates that are there; null where this model has none. */
  readonly similarity: number | null
  /** Aligned face as JPEG. */
  readonly photo: Uint8Array
}

/** What somebody is asked, and where. */
export interface LookQuestion {
  readonly personId: PersonId
  readonly kiosk: string
  readonly purpose: LookPurpose
  readonly namedBy: NamedBy
}

export interface WaitingLook extends Look, LookQuestion {
  readonly id: number
  readonly at: Instant
  readonly until: Instant
}

/** Looks that people would keep, encrypted like templates until somebody decides, and that they were asked. */
export interface Looks {
  /** Notes that somebody is asked. */
  ask(question: LookQuestion): number
  /** When somebody was asked for this last. */
  findLastAsked(personId: PersonId, purpose: LookPurpose): Instant | null
  /** Whether a look of somebody waits for a decision. */
  isWaiting(personId: PersonId): boolean
  countWaiting(): number
  decline(id: number): void
  /** Keeps a look of whoever was asked, until somebody decides. */
  keep(id: number, look: Look, until: Instant): void
  /** @throws AppError `photo-decided` when it does not wait, `database-damaged` */
  get(id: number): WaitingLook
  /** The face as JPEG; null when it does not wait, or is damaged. */
  readPhoto(id: number): Uint8Array | null
  /** The numbers of the face; null when it does not wait, or they are damaged. */
  readVector(id: number): Float32Array | null
  /** Oldest first, without damaged ones. */
  listWaiting(): WaitingLook[]
  /** Whose looks wait, without opening them. */
  listOwners(): { readonly id: number; readonly personId: PersonId }[]
  /** Forgets the picture and the numbers of one. */
  decide(id: number, state: 'accepted' | 'refused' | 'destroyed'): void
  /** Those that waited long enough. */
  listDue(now: Instant): number[]
  /** Forgets that people were asked before this time. */
  forgetBefore(at: Instant): void
  /** Erases everything of one person. */
  forgetPerson(personId: PersonId): void
}

interface Row {
  id: number
  person_id: number
  asked_at: number
  until: number
  kiosk: string
  model: string
  quality: number
  similarity: number | null
  purpose: LookPurpose
  named_by: NamedBy
  embedding: Uint8Array
  photo: Uint8Array
}

const columns = 'id, person_id, asked_at, until, kiosk, model, quality, similarity, purpose, named_by, embedding, photo'
const nothingLeft = 'until = null, model = null, quality = null, similarity = null, embedding = null, photo = null'

export const lookContext = (column: 'embedding' | 'photo', id: number, personId: number) =>
  `${column} of look ${id} of person ${personId}`

export function openLooks(database: Database, vault: Vault, damages: Damages, now: () => number): Looks {
  const insert = database.prepare(`
    insert into look_proposals (person_id, asked_at, kiosk, purpose, named_by, state)
    values (@personId, @at, @kiosk, @purpose, @namedBy, 'asked')`)
  const last = database.prepare<{ at: number | null }>(
    'select max(asked_at) as at from look_proposals where person_id = @personId and purpose = @purpose',
  )
  const waiting = database.prepare<{ total: number }>(
    "select count(*) as total from look_proposals where state = 'waiting'",
  )
  const waitingOf = database.prepare("select 1 from look_proposals where person_id = @personId and state = 'waiting'")
  const ownerOf = database.prepare<{ personId: number }>(
    "select person_id as personId from look_proposals where id = @id and state = 'asked'",
  )
  const put = database.prepare(`
    update look_proposals set state = 'waiting', until = @until, model = @model, quality = @quality,
      similarity = @similarity, embedding = @embedding, photo = @photo where id = @id`)
  const settle = database.prepare(`update look_proposals set state = @state, ${nothingLeft} where id = @id`)
  const byId = database.prepare<Row>(`select ${columns} from look_proposals where id = @id and state = 'waiting'`)
  const all = database.prepare<Row>(`select ${columns} from look_proposals where state = 'waiting' order by id`)
  const owners = database.prepare<{ id: number; personId: PersonId }>(
    "select id, person_id as personId from look_proposals where state = 'waiting' order by id",
  )
  const due = database.prepare<{ id: number }>(
    "select id from look_proposals where state = 'waiting' and until <= @now order by id",
  )
  const forget = database.prepare("delete from look_proposals where state <> 'waiting' and asked_at < @at")
  const forgetPerson = database.prepare('delete from look_proposals where person_id = @personId')

  const open = (row: Row, column: 'embedding' | 'photo') =>
    vault.open(blob(row[column]), lookContext(column, row.id, row.person_id))

  function readOf<T>(id: number, read: (row: Row) => T): T | null {
    const row = byId.get({ id })
    return row === undefined ? null : (attempt(row, () => read(row)) ?? null)
  }

  function attempt<T>(row: Row, read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      damages.report({ kind: 'photo', id: row.id, personId: row.person_id as PersonId })
      return undefined
    }
  }

  const lookOf = (row: Row): WaitingLook => ({
    ...{ id: row.id, personId: row.person_id as PersonId, at: row.asked_at as Instant, until: row.until as Instant },
    ...{ kiosk: row.kiosk, model: row.model as ModelId, quality: row.quality, similarity: row.similarity },
    ...{ purpose: row.purpose, namedBy: row.named_by },
    vector: vectorOfBytes(open(row, 'embedding')),
    photo: open(row, 'photo'),
  })

  return {
    ask: (question) => insert.run({ ...question, at: now() }).id,
    findLastAsked: (personId, purpose) => last.get({ personId, purpose })!.at as Instant | null,
    isWaiting: (personId) => waitingOf.get({ personId }) !== undefined,
    countWaiting: () => waiting.get()!.total,
    decline: (id) => void settle.run({ id, state: 'declined' }),
    keep(id, { vector, photo, ...look }, until) {
      const owner = ownerOf.get({ id })
      if (owner === undefined) throw decidedError()
      put.run({
        ...{ id, until, model: look.model, quality: look.quality, similarity: look.similarity },
        embedding: vault.seal(bytesOfVector(vector), lookContext('embedding', id, owner.personId)),
        photo: vault.seal(photo, lookContext('photo', id, owner.personId)),
      })
    },
    get(id) {
      const row = byId.get({ id })
      if (row === undefined) throw decidedError()
      return lookOf(row)
    },
    readPhoto: (id) => readOf(id, (row) => open(row, 'photo')),
    readVector: (id) => readOf(id, (row) => vectorOfBytes(open(row, 'embedding'))),
    listWaiting: () => all.all().flatMap((row) => attempt(row, () => lookOf(row)) ?? []),
    listOwners: () => owners.all(),
    decide: (id, state) => void settle.run({ id, state }),
    listDue: (at) => due.all({ now: at }).map(({ id }) => id),
    forgetBefore: (at) => void forget.run({ at }),
    forgetPerson: (personId) => void forgetPerson.run({ personId }),
  }
}

const decidedError = () => new AppError('photo-decided', 'Somebody has decided about this photo already.')
