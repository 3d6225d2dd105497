import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConsentPolicy } from '../contract/consent.ts'
import type { PersonId } from '../contract/entities.ts'
import { openDatabase } from './database.ts'
import { endConsentsAgain } from './erase-again.ts'
import { openStore } from './open.ts'
import { readJson } from './stored-json.ts'
import { makeOneFile } from './swap.ts'
import { openVault, type VaultSource } from './vault.ts'

interface Refusal {
  readonly person: number
  readonly createdAt: number
  readonly kind: 'refused' | 'withdrawn'
  readonly at: number
  readonly name: string
  readonly witness: string
  readonly place: string
  readonly paper: string | null
  readonly alternative: 'pin' | 'badge' | 'none'
}

interface Carried {
  readonly refusals: readonly Refusal[]
  readonly policy: ConsentPolicy | null
}

/**
 * Takes into a backup what the present data forbid: who has refused or withdrawn stays so, and is not recognised by
 * what the backup brings back; nor does a backup from before consent became the basis end that. Neither is checked for
 * changes by other programs, since it only forbids.
 * @param present the database that is replaced, which may be missing or damaged; then nothing is carried over
 * What was erased meanwhile is erased, and consents that ended of which nothing else is known end.
 * @param to the copy of the backup, which nobody has open @returns how many statements were carried over
 */
export function carryRefusals(present: string, to: string, key: VaultSource, now: () => number): number {
  const { refusals, policy } = read(present)
  let at = now()
  const photos: number[] = []
  const store = openStore({ file: to, vault: openVault(key), now: () => at, dataFolder: dirname(present) })
  try {
    const carried = store.transaction(() => {
      const { value, version } = store.documents.get('consent')
      const isStricter = value?.basis !== 'consent' || (policy?.minTextVersion ?? 0) > value.minTextVersion
      if (policy !== null && isStricter) store.documents.put('consent', policy, version, 'restore')
      const lacking = refusals.filter(({ person, createdAt, kind, at: said }) => {
        if (store.people.find(person as PersonId)?.createdAt !== createdAt) return false
        const [newest] = store.consents.listOf(person as PersonId)
        return newest === undefined || newest.kind !== kind || newest.at !== said
      })
      for (const { person, createdAt: _, at: said, ...statement } of lacking) {
        const personId = person as PersonId
        at = said
        store.consents.add({ ...statement, personId, guardian: null, text: null, signature: null }, null)
        if (statement.kind === 'refused') continue
        for (const { id } of store.templates.listOfPerson(personId)) store.templates.erase(id)
        store.looks.forgetPerson(personId)
        photos.push(...store.imports.forgetPerson(personId))
      }
      return lacking.length
    })
    store.importFiles.remove(photos)
    at = now()
    return carried + endConsentsAgain(store)
  } finally {
    store.close()
    makeOneFile(to)
  }
}

function read(present: string): Carried {
  const nothing: Carried = { refusals: [], policy: null }
  if ((statSync(present, { throwIfNoEntry: false })?.size ?? 0) === 0) return nothing
  try {
    const database = openDatabase(present, { readonly: true })
    try {
      const refusals = database
        .prepare<Refusal>(`
          with whose (person, createdAt, now) as (
            select id, created_at, id from people
            union all select gone_id, json_extract(moved, '$.createdAt'), kept_id from merges
              where gone_id is not null and json_valid(moved)
          )
          select person, createdAt, kind, at, name, witness, place, paper, alternative
          from whose join consents on consents.person_id = whose.now
          where kind in ('refused', 'withdrawn')
            and consents.id = (select max(id) from consents as later where later.person_id = whose.now)`)
        .all()
      const newest = database
        .prepare<{ value: string }>("select value from documents where key = 'consent' order by version desc limit 1")
        .get()
      const policy = readJson(newest?.value ?? '', ConsentPolicy) ?? null
      return { refusals, policy: policy?.basis === 'consent' ? policy : null }
    } finally {
      database.close()
    }
  } catch {
    return nothing
  }
}
