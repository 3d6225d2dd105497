import type { LocalDate } from '../contract/attendance-rules.ts'
import type { Instant, PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { stateSql } from './employments.ts'

/** A row that may be erased because of its age. */
export interface AgedRow {
  /** A text where it has no number: two numbers with a space, or a file's name. */
  readonly id: number | string
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
  /** Unknown visitors who were seen earlier. */
  listVisitors(before: Instant): AgedRow[]
  eraseVisitors(rows: readonly AgedRow[]): readonly number[]
  /** Photos of imports begun earlier that wait for somebody to decide. */
  listReviews(before: Instant): AgedRow[]
  /** @returns their numbers, for their files */
  eraseReviews(rows: readonly AgedRow[]): readonly number[]
  /** Entries made earlier that were to be sent and were given up. */
  listDeliveries(before: Instant): AgedRow[]
  eraseDeliveries(rows: readonly AgedRow[]): readonly number[]
}

interface Row {
  id: number | string
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
  const visitors = database.prepare<Row>(
    'select id, seen_at as at, null as person_id from visitors where seen_at < @before',
  )
  const reviews = database.prepare<Row>(`
    select import_photos.id, started_at as at, person_id from import_photos join imports on imports.id = import_id
    where import_photos.state = 'review' and started_at < @before`)
  const deliveries = database.prepare<Row>(`
    select webhook_id || ' ' || event_id as id, recorded_at as at, null as person_id
    from webhook_outbox join events on events.id = event_id where stopped is not null and recorded_at < @before`)
  const eraseVisitor = database.prepare('delete from visitors where id = @id')
  const eraseReview = database.prepare('delete from import_photos where id = @id')
  const eraseDelivery = database.prepare('delete from webhook_outbox where webhook_id = @webhook and event_id = @event')
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
    listVisitors: (before) => visitors.all({ before }).map(rowOf),
    eraseVisitors(rows) {
      for (const { id } of rows) eraseVisitor.run({ id })
      return []
    },
    listReviews: (before) => reviews.all({ before }).map(rowOf),
    eraseReviews(rows) {
      for (const { id } of rows) eraseReview.run({ id })
      return rows.map(({ id }) => Number(id))
    },
    listDeliveries: (before) => deliveries.all({ before }).map(rowOf),
    eraseDeliveries(rows) {
      for (const { id } of rows) {
        const [webhook, event] = String(id).split(' ').map(Number) as [number, number]
        eraseDelivery.run({ webhook, event })
      }
      return []
    },
  }
}
