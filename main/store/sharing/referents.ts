import type { PersonId } from '../../contract/entities.ts'
import type { LogicalTime, SharedKind, Uid } from '../../contract/shared-change.ts'
import type { Database } from '../database.ts'
import type { Referent } from './shared-row.ts'
import { bytesOfUid, type Uids, uidOfBytes } from './uids.ts'

/** Finds the people whom changes name, and remembers which rows are gone for good. */
export interface Referents {
  person(uid: Uid): Referent
  /** The person's id here, also of somebody who is not here yet: then it is kept for them. */
  idOf(uid: Uid): PersonId
  isGone(kind: SharedKind, uid: Uid): boolean
  bury(kind: SharedKind, uid: Uid, time: LogicalTime): void
  listGone(kind: SharedKind): Uid[]
}

export function openReferents(database: Database, uids: Uids): Referents {
  const isHere = database.prepare('select 1 from people where id = @id')
  const mergedInto = database.prepare<{ id: number }>('select kept_id as id from merges where gone_id = @id')
  const tombstone = database.prepare('select 1 from tombstones where kind = @kind and uid = @uid')
  const bury = database.prepare(`
    insert into tombstones (kind, uid, time) values (@kind, @uid, @time)
    on conflict (kind, uid) do update set time = min(time, excluded.time)`)
  const buried = database.prepare<{ uid: Uint8Array }>('select uid from tombstones where kind = @kind')
  const lastId = database.prepare<{ id: number }>("select seq as id from sqlite_sequence where name = 'people'")
  const begin = database.prepare("insert into sqlite_sequence (name, seq) values ('people', 1)")
  const advance = database.prepare("update sqlite_sequence set seq = seq + 1 where name = 'people'")

  function keepId(uid: Uid): PersonId {
    if (advance.run().changes === 0) begin.run()
    const { id } = lastId.get()!
    uids.assign('person', id, uid)
    return id as PersonId
  }

  const isGone = (kind: SharedKind, uid: Uid) => tombstone.get({ kind, uid: bytesOfUid(uid) }) !== undefined
  const idOf = (uid: Uid) => (uids.find('person', uid) ?? keepId(uid)) as PersonId

  return {
    person(uid) {
      if (isGone('person', uid)) return { kind: 'erased', id: idOf(uid) }
      for (let id = uids.find('person', uid); id !== null; id = mergedInto.get({ id })?.id ?? null)
        if (isHere.get({ id }) !== undefined) return { kind: 'here', id: id as PersonId }
      return { kind: 'unknown' }
    },
    idOf,
    isGone,
    bury: (kind, uid, time) => void bury.run({ kind, uid: bytesOfUid(uid), time }),
    listGone: (kind) => buried.all({ kind }).map(({ uid }) => uidOfBytes(uid)),
  }
}
