import { z } from 'zod'
import { SavedFilters } from '../contract/attendance.ts'
import { AttendanceRules } from '../contract/attendance-rules.ts'
import { ConsentPolicy } from '../contract/consent.ts'
import type { Instant } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import { KioskSetup } from '../contract/kiosks.ts'
import { BesideModel } from '../contract/model-change.ts'
import type { Damages } from './damages.ts'
import type { Database } from './database.ts'
import { readJson } from './stored-json.ts'

export interface Document<T> {
  /** The newest version, which a change must start from; 0 while nothing was stored. */
  readonly version: number
  /** Null when nothing was stored or no version can be read. */
  readonly value: T | null
  /** False where an older version stands in for the newest, or nothing can be read. */
  readonly isNewest: boolean
}

const shapes = {
  'attendance-rules': AttendanceRules,
  kiosks: z.array(KioskSetup),
  'log-filters': SavedFilters.shape.filters,
  consent: ConsentPolicy,
  /** The entry of the pack in use, whose shape main/vision/manifest.ts knows. */
  'model-pack': z.looseObject({ name: z.string() }),
  'model-change': BesideModel.nullable(),
  /** The entry of the pack that gives a second opinion on liveness, likewise; null for none. */
  'liveness-pack': z.looseObject({ name: z.string() }).nullable(),
}

export type DocumentKey = keyof typeof shapes
type DocumentValue<K extends DocumentKey> = z.output<(typeof shapes)[K]>

export const documentKeys = Object.keys(shapes) as DocumentKey[]

/** Values that are read and replaced as a whole. Every version is kept, damaged ones too. */
export interface Documents {
  /**
   * The newest version that can be read; older ones stand in for damaged ones.
   * @param read gives the value of what is stored, and throws where it cannot be used
   */
  get<K extends DocumentKey>(key: K, read?: (stored: unknown) => DocumentValue<K>): Document<DocumentValue<K>>
  readVersion(key: DocumentKey): number
  /** Every version that can be read, oldest first, and since when each was in force. */
  list<K extends DocumentKey>(key: K): { readonly since: Instant; readonly value: DocumentValue<K> }[]
  /**
   * @param read the version that the change was made from.
   * @throws AppError `changed-meanwhile` when it is not the newest
   */
  put(key: DocumentKey, value: unknown, read: number, actor: string): number
  /**
   * Changes a value in all its versions, so that what is erased is in none of them. `change` returns the same object
   * where nothing changes. A changed newest version gets a new number, so that edits of the old one are refused.
   * Versions that are no JSON stay as they are.
   */
  rewrite(key: DocumentKey, change: (value: unknown) => unknown, actor: string): void
}

const Anything = z.unknown()

export function openDocuments(database: Database, damages: Damages, now: () => number): Documents {
  const before = database.prepare<{ version: number; value: string }>(
    'select version, value from documents where key = @key and version < @before order by version desc limit 1',
  )
  const newest = database.prepare<{ version: number | null }>(
    'select max(version) as version from documents where key = @key',
  )
  const insert = database.prepare(
    'insert into documents (key, version, value, at, actor) values (@key, @version, @value, @at, @actor)',
  )
  const each = database.prepare<{ version: number; value: string; at: number }>(
    'select version, value, at from documents where key = @key order by version',
  )
  const overwrite = database.prepare('update documents set value = @value where key = @key and version = @version')
  const version = (key: DocumentKey) => newest.get({ key })!.version ?? 0
  return {
    get<K extends DocumentKey>(
      key: K,
      read: (stored: unknown) => DocumentValue<K> = (stored) => shapes[key].parse(stored) as DocumentValue<K>,
    ) {
      const newest = version(key)
      for (let row = before.get({ key, before: newest + 1 }); row; row = before.get({ key, before: row.version })) {
        try {
          if (database.proof.holds('documents', key, row.version))
            return { version: newest, value: read(JSON.parse(row.value)), isNewest: row.version === newest }
        } catch {
          // Said below.
        }
        damages.report({ kind: 'document', id: key, personId: null })
      }
      return { version: newest, value: null, isNewest: newest === 0 }
    },
    readVersion: version,
    list: <K extends DocumentKey>(key: K) =>
      each.all({ key }).flatMap(({ version: number, value, at }) => {
        const shape = shapes[key] as unknown as z.ZodType<DocumentValue<K>>
        const read = database.proof.holds('documents', key, number) ? readJson(value, shape) : undefined
        return read === undefined ? [] : [{ since: at as Instant, value: read }]
      }),
    rewrite: (key, change, actor) =>
      database.transaction(() => {
        for (const row of each.all({ key })) {
          const value = readJson(row.value, Anything)
          const changed = change(value)
          if (changed === value) continue
          overwrite.run({ key, version: row.version, value: JSON.stringify(changed) })
          if (row.version === version(key)) {
            insert.run({ key, version: row.version + 1, value: JSON.stringify(changed), at: now(), actor })
          }
        }
      }),
    put: (key, value, read, actor) =>
      database.transaction(() => {
        if (version(key) !== read) {
          const message =
            'Somebody else changed this in the meantime. Read it again, and make your change in what is there now.'
          throw new AppError('changed-meanwhile', message, { details: { key, read, newest: version(key) } })
        }
        insert.run({ key, version: read + 1, value: JSON.stringify(value), at: now(), actor })
        return read + 1
      }),
  }
}
