import type { SharedKind, Uid } from '../../contract/shared-change.ts'
import { blob, type Database } from '../database.ts'

/** What stations call the rows of this database. */
export interface Uids {
  /** Null for a row that has none, or whose uid another program has changed. */
  of(kind: SharedKind, id: number): Uid | null
  /** The row's id, whether the row is still there or not; null when it was never here, or its uid was changed. */
  find(kind: SharedKind, uid: Uid): number | null
  /** Gives a row the uid that it has elsewhere. */
  assign(kind: SharedKind, id: number, uid: Uid): void
  /** Looks at each seal once while the work goes on, which is one transaction. */
  once<T>(work: () => T): T
}

export const bytesOfUid = (uid: Uid): Uint8Array => Buffer.from(uid.replaceAll('-', ''), 'hex')

export function uidOfBytes(bytes: Uint8Array): Uid {
  const digits = Buffer.from(blob(bytes)).toString('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Uid
}

export function openUids(database: Database): Uids {
  const one = database.prepare<{ uid: Uint8Array }>('select uid from uids where kind = @kind and id = @id')
  const byUid = database.prepare<{ id: number; kind: string }>('select id, kind from uids where uid = @uid')
  const put = database.prepare(`
    insert into uids (kind, id, uid) values (@kind, @id, @uid)
    on conflict (kind, id) do update set uid = excluded.uid`)
  const ofEvent = database.prepare<{ uid: Uint8Array }>('select uid from event_origins where event_id = @id')
  const eventByUid = database.prepare<{ id: number }>('select event_id as id from event_origins where uid = @uid')
  const putEvent = database.prepare('update event_origins set uid = @uid where event_id = @id')
  let proved: Set<string> | null = null

  function holds(kind: SharedKind, id: number): boolean {
    if (kind === 'event') return true
    const row = `${kind} ${id}`
    if (proved?.has(row)) return true
    const found = database.proof.holds('uids', kind, id)
    if (found) proved?.add(row)
    return found
  }

  return {
    of(kind, id) {
      const row = kind === 'event' ? ofEvent.get({ id }) : one.get({ kind, id })
      return row === undefined || !holds(kind, id) ? null : uidOfBytes(row.uid)
    },
    find(kind, uid) {
      const bytes = bytesOfUid(uid)
      if (kind === 'event') return eventByUid.get({ uid: bytes })?.id ?? null
      const row = byUid.get({ uid: bytes })
      return row === undefined || row.kind !== kind || !holds(kind, row.id) ? null : row.id
    },
    assign(kind, id, uid) {
      if (kind === 'event') putEvent.run({ id, uid: bytesOfUid(uid) })
      else put.run({ kind, id, uid: bytesOfUid(uid) })
      proved?.add(`${kind} ${id}`)
    },
    once(work) {
      proved = new Set()
      try {
        return work()
      } finally {
        proved = null
      }
    },
  }
}
