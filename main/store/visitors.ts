import type { Instant, ModelId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Damages } from './damages.ts'
import { blob, type Database } from './database.ts'
import type { Vault } from './vault.ts'
import { bytesOfVector, vectorOfBytes } from './vector.ts'

export interface VisitorDraft {
  readonly seenAt: Instant
  readonly kiosk: string
  readonly model: ModelId
  readonly quality: number
  readonly vector: Float32Array
  /** Aligned face as JPEG. */
  readonly photo: Uint8Array
}

export interface StoredVisitor extends VisitorDraft {
  readonly id: number
}

/** Faces of unknown visitors, encrypted like templates and kept as long as the settings say. */
export interface Visitors {
  add(draft: VisitorDraft): number
  /** @throws AppError `visitor-gone` when there is none of that number any more, `database-damaged` */
  get(id: number): StoredVisitor
  /** Newest first, without damaged ones. */
  list(limit: number): StoredVisitor[]
  erase(id: number): void
  /** Erases visitors seen before this time. @returns how many */
  eraseBefore(at: Instant): number
}

interface Row {
  id: number
  seen_at: number
  kiosk: string
  model: string
  quality: number
  embedding: Uint8Array
  photo: Uint8Array
}

const columns = 'id, seen_at, kiosk, model, quality, embedding, photo'

export function openVisitors(database: Database, vault: Vault, damages: Damages): Visitors {
  const insert = database.prepare(`
    insert into visitors (seen_at, kiosk, model, quality, embedding, photo)
    values (@seenAt, @kiosk, @model, @quality, @embedding, @photo)`)
  const byId = database.prepare<Row>(`select ${columns} from visitors where id = @id`)
  const newest = database.prepare<Row>(`select ${columns} from visitors order by seen_at desc, id desc limit @limit`)
  const erase = database.prepare('delete from visitors where id = @id')
  const eraseBefore = database.prepare('delete from visitors where seen_at < @at')

  function visitorOf(row: Row): StoredVisitor {
    const context = visitorContext(row.seen_at, row.kiosk)
    return {
      id: row.id,
      seenAt: row.seen_at as Instant,
      kiosk: row.kiosk,
      model: row.model as ModelId,
      quality: row.quality,
      vector: vectorOfBytes(vault.open(blob(row.embedding), `embedding ${context}`)),
      photo: vault.open(blob(row.photo), `photo ${context}`),
    }
  }

  return {
    add({ seenAt, kiosk, model, quality, vector, photo }) {
      const context = visitorContext(seenAt, kiosk)
      return insert.run({
        seenAt,
        kiosk,
        model,
        quality,
        embedding: vault.seal(bytesOfVector(vector), `embedding ${context}`),
        photo: vault.seal(photo, `photo ${context}`),
      }).id
    },
    get(id) {
      const row = byId.get({ id })
      if (row === undefined) {
        throw new AppError('visitor-gone', 'This visitor is no longer kept.', { details: { id } })
      }
      return visitorOf(row)
    },
    list: (limit) =>
      newest.all({ limit }).flatMap((row) => {
        try {
          return [visitorOf(row)]
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          damages.report({ kind: 'visitor', id: row.id, personId: null })
          return []
        }
      }),
    erase: (id) => void erase.run({ id }),
    eraseBefore: (at) => eraseBefore.run({ at }).changes,
  }
}

export const visitorContext = (seenAt: number, kiosk: string) => `of the visitor of ${seenAt} at ${kiosk}`
