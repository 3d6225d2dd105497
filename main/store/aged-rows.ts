import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { stateSql } from './employments.ts'

/** A row that may be erased because of its age. */
export interface AgedRow {
  readonly id: number
  /** When it was made, or when a guest left. */
  readonly at: Instant
  /** Whose it is; null when it is nobody's. */
  readonly personId: PersonId | null
}

/** Finds and erases what retention is about. */
export interface AgedRows {
  /** Templates of people who had left by the end of a day. */
  listOfLeavers(day: LocalDate): AgedRow[]
  /** Templates of people who have neither an entry nor a template since. */
  listUnseen(since: Instant): AgedRow[]
  /** Guests who left earlier. */
  listGuests(before: Instant): AgedRow[]
  eraseGuests(rows: readonly AgedRow[]): readonly number[]
  /** Requests for corrections that were made earlier and are decided. */
  listRequests(before: Instant): AgedRow[]
  eraseRequests(rows: readonly AgedRow[]): readonly number[]
}

interface Row {
  id: number
  at: number
  person_id: number | null
}

export function openAgedRows(database: Database): AgedRows {
  const ofLeavers = database.prepare<Row>(`
    select templates.id, templates.created_at as at, person_id from templates join people on people.id = person_id
    where ${stateSql('@day')} = 'left'`)
  const unseen = database.prepare<Row>(`
    select id, created_at as at, person_id from templates
    where not exists (select 1 from templates newer where newer.person_id = templates.person_id and newer.created_at >= @since)
      and not exists (select 1 from events where events.person_id = templates.person_id and events.at >= @since)`)
  const guests = database.prepare<Row>(
    'select id, left_at as at, null as person_id from guests where left_at < @before',
  )
  const requests = database.prepare<Row>(`
    select id, requested_at as at, person_id from correction_requests where waiting = 0 and requested_at < @before`)
  const eraseGuest = database.prepare('delete from guests where id = @id')
  const eraseRequest = database.prepare('delete from correction_requests where id = @id')

  const rowOf = ({ id, at, person_id: person }: Row): AgedRow => ({
    id,
    at: at as Instant,
    personId: person as PersonId | null,
  })

  return {
    listOfLeavers: (day) => ofLeavers.all({ day }).map(rowOf),
    listUnseen: (since) => unseen.all({ since }).map(rowOf),
    listGuests: (before) => guests.all({ before }).map(rowOf),
    eraseGuests(rows) {
      for (const { id } of rows) eraseGuest.run({ id })
      return []
    },
    listRequests: (before) => requests.all({ before }).map(rowOf),
    eraseRequests(rows) {
      for (const { id } of rows) eraseRequest.run({ id })
      return []
    },
  }
}
