import type { PersonId } from '../../contract/entities.ts'
import type { LogicalTime } from '../../contract/shared-change.ts'
import type { Database } from '../database.ts'

/** When a field was written, and the newest writing that its writer knew of. */
export interface Writing {
  readonly time: LogicalTime
  readonly replaced: LogicalTime | null
}

/** The newest writing of a field. `held`: as JSON, what it wrote and the row does not hold; null where the row does. */
export interface NewestWriting extends Writing {
  readonly held: string | null
}

/** Who wrote which field of a person when, and what did not last. */
export interface FieldWritings {
  /** By field; nothing for fields that nobody has written since they are noted. */
  newestOf(person: PersonId): Map<string, NewestWriting>
  /** @param held see `NewestWriting` */
  put(person: PersonId, field: string, writing: Writing, held: string | null): void
  /** Says whether the row holds what the newest writing wrote. */
  hold(person: PersonId, field: string, time: LogicalTime, held: string | null): void
  /** Keeps what was written and did not last, because somebody wrote at the same time. */
  keepLost(person: PersonId, field: string, writing: Writing, value: string): void
  /** Removes what a later writing has replaced. */
  drop(person: PersonId, field: string, time: LogicalTime): void
  /** Those whose newest writing of a field is held back, with this value or any. */
  listHeld(field: string, value: string | null): { person: PersonId; time: LogicalTime; value: string }[]
}

interface Row {
  field: string
  time: LogicalTime
  replaced: LogicalTime | null
  value: string | null
}

/** SQL for writings that are held back, the newest of their person and field. */
const newestHeld = `
  from field_writings as written
  where field = @field and value is not null and not exists (
    select 1 from field_writings as later
    where later.person_id = written.person_id and later.field = written.field and later.time > written.time)`

export function openFieldWritings(database: Database): FieldWritings {
  const ofPerson = database.prepare<Row>(
    'select field, time, replaced, value from field_writings where person_id = @person order by time',
  )
  const put = database.prepare(`
    insert into field_writings (person_id, field, time, replaced, value) values (@person, @field, @time, @replaced, @value)
    on conflict (person_id, field, time) do update set replaced = excluded.replaced, value = excluded.value`)
  const hold = database.prepare(
    'update field_writings set value = @value where person_id = @person and field = @field and time = @time',
  )
  const drop = database.prepare(
    'delete from field_writings where person_id = @person and field = @field and time = @time',
  )
  const held = database.prepare<{ person: number; time: LogicalTime; value: string }>(`
    select person_id as person, time, value ${newestHeld} and (@value is null or value = @value)
    order by time, person_id`)
  return {
    newestOf: (person) =>
      new Map(
        ofPerson.all({ person }).map(({ field, time, replaced, value }) => [field, { time, replaced, held: value }]),
      ),
    put: (person, field, { time, replaced }, value) => void put.run({ person, field, time, replaced, value }),
    hold: (person, field, time, value) => void hold.run({ person, field, time, value }),
    keepLost: (person, field, { time, replaced }, value) => void put.run({ person, field, time, replaced, value }),
    drop: (person, field, time) => void drop.run({ person, field, time }),
    listHeld: (field, value) =>
      held.all({ field, value }).map(({ person, ...rest }) => ({ person: person as PersonId, ...rest })),
  }
}
