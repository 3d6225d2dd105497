import type { PersonId, TemplateId } from '../contract/entities.ts'
import type { Audit } from './audit.ts'
import type { Consents } from './consents.ts'
import { erasePerson, type TablesOfPeople } from './erase-person.ts'
import type { ImportFiles } from './import-files.ts'

interface Tables extends TablesOfPeople {
  readonly audit: Audit
  readonly consents: Consents
  readonly importFiles: ImportFiles
  countRows(): { readonly templates: number }
  transaction<T>(work: () => T): T
}

/** How much was erased once more. */
export interface ErasedAgain {
  readonly people: number
  readonly templates: number
}

export const nothingAgain: ErasedAgain = { people: 0, templates: 0 }

/** Whom the audit log names: nobody asked for it. */
export const self = { actor: 'Rollcall', via: 'app' } as const

/** Erases the people and templates that were erased since this state of the database. */
export function eraseAgain(store: Tables): ErasedAgain {
  const { again, photos } = store.transaction(() => {
    const people = store.erased.listReturned('person') as PersonId[]
    const before = store.countRows().templates
    const removed = people.flatMap((id) => erasePerson(store, id, self.actor).photos)
    for (const id of store.erased.listReturned('template') as TemplateId[]) store.templates.erase(id)
    const found = { people: people.length, templates: before - store.countRows().templates }
    if (found.people + found.templates > 0)
      store.audit.append({ ...self, action: 'restore.erase', subject: 'database', details: { ...found } })
    return { again: found, photos: removed }
  })
  store.importFiles.remove(photos)
  return again
}

/** Ends the consents that were withdrawn since this state of the database. @returns how many */
export function endConsentsAgain(store: Tables): number {
  const photos: number[] = []
  const people = store.erased.listRefusing() as PersonId[]
  store.transaction(() => {
    for (const personId of people) {
      photos.push(...store.imports.forgetPerson(personId))
      const { name } = store.people.get(personId)
      const statement = { kind: 'withdrawn', name, guardian: null, alternative: 'none', paper: null } as const
      const seen = { witness: self.actor, place: 'restore', text: null, signature: null }
      store.consents.add({ ...statement, ...seen, personId }, null)
    }
  })
  store.importFiles.remove(photos)
  return people.length
}
