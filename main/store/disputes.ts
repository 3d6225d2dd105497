import type { EventId, Instant, PersonId } from '../contract/entities.ts'
import type { Database } from './database.ts'

/** `open`: nobody in the office has looked at it yet. */
export type DisputeVerdict = 'open' | 'upheld' | 'dismissed'

/** A person at the kiosk said that an entry named the wrong person. */
export interface StoredDispute {
  readonly eventId: EventId
  /** Who was named wrongly. */
  readonly personId: PersonId
  /** The second most similar person at that time. */
  readonly rivalId: PersonId | null
  readonly similarity: number
  readonly at: Instant
  readonly verdict: DisputeVerdict
}

export interface Disputes {
  /** An event is disputed once; a second time changes nothing. */
  add(dispute: Omit<StoredDispute, 'verdict'>): void
  /**
   * Disputes in force: upheld by the office, or open and not older than `openSince`. New templates of the person settle
   * both kinds.
   */
  holding(openSince: Instant): StoredDispute[]
  /** All disputes since then, and older ones that were upheld; newest first. */
  list(since: Instant): StoredDispute[]
  /** @returns whether there is such a dispute */
  decide(event: EventId, verdict: DisputeVerdict): boolean
  /** Closes the open disputes about a person who has proved to be the one that the kiosk named. */
  dismissOpen(person: PersonId): void
}

interface Row {
  event_id: number
  person_id: number
  rival_id: number | null
  similarity: number
  at: number
  verdict: DisputeVerdict
}

const columns = 'event_id, person_id, rival_id, similarity, at, verdict'

export function openDisputes(database: Database): Disputes {
  const insert = database.prepare(`
    insert into disputes (event_id, person_id, rival_id, similarity, at)
    values (@eventId, @personId, @rivalId, @similarity, @at) on conflict (event_id) do nothing`)
  const holding = database.prepare<Row>(`
    select ${columns} from disputes
    where (verdict = 'upheld' or (verdict = 'open' and at >= @openSince)) and not exists (
      select 1 from templates where templates.person_id = disputes.person_id and templates.created_at > disputes.at
    )
    order by id`)
  const all = database.prepare<Row>(
    `select ${columns} from disputes where at >= @since or verdict = 'upheld' order by id desc`,
  )
  const decide = database.prepare('update disputes set verdict = @verdict where event_id = @event')
  const dismiss = database.prepare(
    "update disputes set verdict = 'dismissed' where person_id = @person and verdict = 'open'",
  )
  return {
    add: ({ eventId, personId, rivalId, similarity, at }) =>
      void insert.run({ eventId, personId, rivalId, similarity, at }),
    holding: (openSince) => holding.all({ openSince }).map(disputeOf),
    list: (since) => all.all({ since }).map(disputeOf),
    decide: (event, verdict) => decide.run({ event, verdict }).changes > 0,
    dismissOpen: (person) => void dismiss.run({ person }),
  }
}

function disputeOf(row: Row): StoredDispute {
  return {
    eventId: row.event_id as EventId,
    personId: row.person_id as PersonId,
    rivalId: row.rival_id as PersonId | null,
    similarity: row.similarity,
    at: row.at as Instant,
    verdict: row.verdict,
  }
}
