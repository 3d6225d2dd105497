import { blob, type Database } from './database.ts'
import { neededPhotos } from './imports.ts'

/**
 * Photos that wait in an import lie in files of their own, because they are large. A backup is one file: they are
 * packed into it as they are, sealed, in a table that only a backup has. Whoever opens it unpacks them
 * (`ImportFiles.takeIn`).
 */

/** Creates the table and fills it. @param read returns an encrypted photo, or null when it is gone already */
export function packPhotos(database: Database, read: (id: number) => Uint8Array | null): void {
  database.transaction(() => {
    database.exec('create table if not exists packed_photos (id integer primary key, sealed blob not null) strict')
    const insert = database.prepare('insert or replace into packed_photos (id, sealed) values (@id, @sealed)')
    for (const { id } of database.prepare<{ id: number }>(neededPhotos).all()) {
      const sealed = read(id)
      if (sealed !== null) insert.run({ id, sealed })
    }
  })
}

export function hasPackedPhotos(database: Database): boolean {
  return (
    database.prepare("select 1 from sqlite_schema where type = 'table' and name = 'packed_photos'").get() !== undefined
  )
}

/** Removes photos before they are unpacked. */
export function removePacked(database: Database, ids: readonly number[]): void {
  if (ids.length === 0 || !hasPackedPhotos(database)) return
  const remove = database.prepare('delete from packed_photos where id = @id')
  for (const id of ids) remove.run({ id })
}

/** Passes every photo to `write` and drops the table, all or nothing. */
export function unpackPhotos(database: Database, write: (id: number, sealed: Uint8Array) => void): void {
  const ids = database.prepare<{ id: number }>('select id from packed_photos order by id').all()
  const read = database.prepare<{ sealed: Uint8Array }>('select sealed from packed_photos where id = @id')
  for (const { id } of ids) write(id, blob(read.get({ id })!.sealed))
  database.exec('drop table packed_photos')
}
