import type { ReceivedChange, SharedKind, Uid } from '../../contract/shared-change.ts'
import { blob, type Database } from '../database.ts'
import type { Vault } from '../vault.ts'
import { bytesOfUid } from './uids.ts'

/** Changes that refer to something which is not known here yet. */
export interface Waiting {
  /** A change that waits already is kept once. */
  add(change: ReceivedChange, waitsFor: Uid): void
  /** Takes those out that wait for a row, in the order in which they came. */
  release(uid: Uid): ReceivedChange[]
  /** Forgets all that is about somebody. */
  forgetPerson(person: Uid): void
  /** Forgets what was told of a row. */
  forgetRow(kind: SharedKind, uid: Uid): void
  forgetAll(): void
  count(): number
}

export const waitingContext = (station: string, number: number) => `change ${number} of station ${station}`

const hexOf = (uid: Uid) => Buffer.from(bytesOfUid(uid)).toString('hex')

export function openWaiting(database: Database, vault: Pick<Vault, 'seal' | 'open'>): Waiting {
  const insert = database.prepare(`
    insert into shared_waiting (station, number, kind, uid, waits_for, people, change)
    select @station, @number, @kind, @uid, @waitsFor, @people, @change
    where not exists (select 1 from shared_waiting where station = @station and number = @number)`)
  const of = database.prepare<{ station: string; number: number; change: Uint8Array }>(
    'select station, number, change from shared_waiting where waits_for = @uid order by id',
  )
  const remove = database.prepare('delete from shared_waiting where waits_for = @uid')
  const removePerson = database.prepare(
    'delete from shared_waiting where exists (select 1 from json_each(people) where value = @person)',
  )
  const removeRow = database.prepare('delete from shared_waiting where kind = @kind and uid = @uid')
  const removeAll = database.prepare('delete from shared_waiting')
  const total = database.prepare<{ total: number }>('select count(*) as total from shared_waiting')

  return {
    add(change, waitsFor) {
      const { station, number, kind, uid, people, secret, ...rest } = change
      const plain = Buffer.from(
        JSON.stringify({
          ...rest,
          people,
          station,
          number,
          kind,
          uid,
          secret: secret && Buffer.from(secret).toString('base64'),
        }),
      )
      insert.run({
        ...{ station, number, kind, uid: bytesOfUid(uid), waitsFor: bytesOfUid(waitsFor) },
        people: JSON.stringify(people.map(hexOf)),
        change: vault.seal(plain, waitingContext(station, number)),
      })
    },
    release(uid) {
      const rows = of.all({ uid: bytesOfUid(uid) })
      if (rows.length > 0) remove.run({ uid: bytesOfUid(uid) })
      return rows.map(({ station, number, change }) => {
        const plain = vault.open(blob(change), waitingContext(station, number))
        const { secret, ...read } = JSON.parse(Buffer.from(plain).toString()) as ReceivedChange & {
          secret: string | null
        }
        return { ...read, secret: secret === null ? null : new Uint8Array(Buffer.from(secret, 'base64')) }
      })
    },
    forgetPerson: (person) => void removePerson.run({ person: hexOf(person) }),
    forgetRow: (kind, uid) => void removeRow.run({ kind, uid: bytesOfUid(uid) }),
    forgetAll: () => void removeAll.run(),
    count: () => total.get()!.total,
  }
}
