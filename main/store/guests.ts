import type { Instant, PersonId, PersonRef } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { Guest, GuestId } from '../contract/guests.ts'
import type { Database } from './database.ts'

/** Guests and their hosts, without any face. */
export interface Guests {
  signIn(draft: { name: string; company: string; host: PersonRef; kiosk: string }): Guest
  /** Signs a guest out; only the first time counts. @throws AppError `guest-gone` when there is no such guest */
  signOut(id: GuestId): Guest
  /** Newest first. */
  list(present: boolean, limit: number): Guest[]
  /** Removes guests who left before an instant. @returns how many */
  forget(before: Instant): number
  /** Removes the name of an erased host; the guests stay. */
  forgetHost(hostId: PersonId): void
}

interface Row {
  id: number
  name: string
  company: string
  host_id: number
  host_name: string
  kiosk: string
  arrived_at: number
  left_at: number | null
}

export function openGuests(database: Database, now: () => number): Guests {
  const insert = database.prepare(`
    insert into guests (name, company, host_id, host_name, kiosk, arrived_at)
    values (@name, @company, @hostId, @hostName, @kiosk, @at)`)
  const byId = database.prepare<Row>('select * from guests where id = @id')
  const leave = database.prepare('update guests set left_at = @at where id = @id and left_at is null')
  const all = database.prepare<Row>('select * from guests order by id desc limit @limit')
  const inside = database.prepare<Row>('select * from guests where left_at is null order by id desc limit @limit')
  const forgetHost = database.prepare("update guests set host_name = '—' where host_id = @hostId")
  const remove = database.prepare('delete from guests where left_at < @before')

  function get(id: GuestId): Guest {
    const row = byId.get({ id })
    if (row === undefined) throw new AppError('guest-gone', 'This guest is no longer listed.', { details: { id } })
    return guestOf(row)
  }

  return {
    signIn({ name, company, host, kiosk }) {
      const { id } = insert.run({ name, company, hostId: host.id, hostName: host.name, kiosk, at: now() })
      return get(id as GuestId)
    },
    signOut(id) {
      leave.run({ id, at: now() })
      return get(id)
    },
    list: (present, limit) => (present ? inside : all).all({ limit }).map(guestOf),
    forgetHost: (hostId) => void forgetHost.run({ hostId }),
    forget: (before) => remove.run({ before }).changes,
  }
}

function guestOf(row: Row): Guest {
  return {
    id: row.id as GuestId,
    name: row.name,
    company: row.company,
    host: { id: row.host_id as PersonId, name: row.host_name },
    kiosk: row.kiosk,
    arrivedAt: row.arrived_at as Instant,
    leftAt: row.left_at as Instant | null,
  }
}
