import type { EventId, Instant, PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'

/** Somebody said of an event: that is not me. */
export interface StoredDispute {
  readonly eventId: EventId
  /** Who was named wrongly. */
  readonly personId: PersonId
  /** The runner-up at that time. */
  readonly rivalId: PersonId | null
  readonly similarity: number
  readonly at: Instant
}

export interface Disputes {
  /** An event is disputed once; a second time changes nothing. */
  add(dispute: StoredDispute): void
  /** Those that still hold: new templates of the person settle what was said before. */
  list(): StoredDispute[]
}

interface Row {
  event_id: number
  person_id: number
  rival_id: number | null
  similarity: number
  at: number
}

export function openDisputes(database: Database): Disputes {
  const insert = database.prepare(`
    insert into disputes (event_id, person_id, rival_id, similarity, at)
    values (@eventId, @personId, @rivalId, @similarity, @at) on conflict (event_id) do nothing`)
  const all = database.prepare<Row>(`
    select event_id, person_id, rival_id, similarity, at from disputes
    where not exists (
      select 1 from templates where templates.person_id = disputes.person_id and templates.created_at > disputes.at
    )
    order by id`)
  return {
    add: ({ eventId, personId, rivalId, similarity, at }) =>
      void insert.run({ eventId, personId, rivalId, similarity, at }),
    list: () =>
      all.all().map((row) => ({
        eventId: row.event_id as EventId,
        personId: row.person_id as PersonId,
        rivalId: row.rival_id as PersonId | null,
        similarity: row.similarity,
        at: row.at as Instant,
      })),
  }
}
