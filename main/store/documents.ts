import { AppError } from '../contract/errors.ts'
import type { Database } from './database.ts'

export interface Document {
  /** 0 while nothing was stored. */
  readonly version: number
  readonly value: unknown
}

export type DocumentKey = 'attendance-rules' | 'kiosks' | 'log-filters'

/** Values that are read and replaced as a whole; every version is kept. */
export interface Documents {
  get(key: DocumentKey): Document | null
  version(key: DocumentKey): number
  /** @param read the version that the change was made from. @throws AppError `invalid-input` when it is not the newest */
  put(key: DocumentKey, value: unknown, read: number, actor: string): number
  /**
   * Changes a value in every version, former ones too, so that what is erased stands in none of them. `change` gives the
   * very same value back where there is nothing to change. A changed newest version counts up, so that nobody goes on
   * with the old one.
   */
  rewrite(key: DocumentKey, change: (value: unknown) => unknown, actor: string): void
}

export function openDocuments(database: Database, now: () => number): Documents {
  const latest = database.prepare<{ version: number; value: string }>(
    'select version, value from documents where key = @key order by version desc limit 1',
  )
  const newest = database.prepare<{ version: number | null }>(
    'select max(version) as version from documents where key = @key',
  )
  const insert = database.prepare(
    'insert into documents (key, version, value, at, actor) values (@key, @version, @value, @at, @actor)',
  )
  const each = database.prepare<{ version: number; value: string }>(
    'select version, value from documents where key = @key order by version',
  )
  const overwrite = database.prepare('update documents set value = @value where key = @key and version = @version')
  const version = (key: DocumentKey) => newest.get({ key })!.version ?? 0
  return {
    get(key) {
      const row = latest.get({ key })
      return row ? { version: row.version, value: JSON.parse(row.value) as unknown } : null
    },
    version,
    rewrite: (key, change, actor) =>
      database.transaction(() => {
        for (const row of each.all({ key })) {
          const value = JSON.parse(row.value) as unknown
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
          throw new AppError('invalid-input', message, { details: { key, read, newest: version(key) } })
        }
        insert.run({ key, version: read + 1, value: JSON.stringify(value), at: now(), actor })
        return read + 1
      }),
  }
}
