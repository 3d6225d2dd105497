import type { Database } from './database.ts'
import { toEntrySearchText } from './search-fields.ts'

/** Blanks names under which no entry stands any more. */
export interface OrphanedNames {
  /** The rows of names that entries have, also of runners-up. Call it before the entries are erased. */
  namesOf(entries: readonly number[]): number[]
  /** Blanks those of them that no entry has any more. */
  blank(names: readonly number[]): void
}

export function openOrphanedNames(database: Database): OrphanedNames {
  const listed = '(select value from json_each(@ids))'
  const named = database.prepare<{ id: number }>(`
    select event_person_id as id from events where id in ${listed}
    union select runner_up_event_person_id from events where id in ${listed} and runner_up_event_person_id is not null`)
  // A runner-up's row is found by the index of its person.
  const blank = database.prepare(`
    update event_people set name = '', employee_number = null, search = @search
    where id in ${listed} and name <> ''
      and not exists (select 1 from events where event_person_id = event_people.id)
      and not exists (
        select 1 from events where runner_up_id = event_people.person_id and runner_up_event_person_id = event_people.id)`)
  return {
    namesOf: (entries) => named.all({ ids: JSON.stringify(entries) }).map(({ id }) => id),
    blank: (names) => void blank.run({ ids: JSON.stringify(names), search: toEntrySearchText('', null) }),
  }
}
