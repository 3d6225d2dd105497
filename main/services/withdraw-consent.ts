import type { Caller } from '../contract/caller.ts'
import type { Alternative, ConsentRecord } from '../contract/consent.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Remains } from '../contract/remains.ts'
import type { Context } from './context.ts'
import { finishErasure } from './erasure.ts'

export interface Withdrawn {
  readonly record: ConsentRecord
  /** How many templates were erased, each with its photo. */
  readonly templates: number
  /** How many photos were erased that waited for a consent. */
  readonly held: number
  readonly remains: Remains
}

/**
 * Erases somebody's templates and photos at once, everywhere, and writes down that they withdrew.
 * @param announce called when it is written, before the database's free pages are overwritten
 * @throws AppError `person-not-found`
 */
export async function withdrawConsent(
  context: Context,
  { personId, alternative, place }: { personId: PersonId; alternative: Alternative; place: string },
  caller: Caller,
  announce: () => void,
): Promise<Withdrawn> {
  const { store } = context
  const { name } = store.people.get(personId)
  const { record, templates, held, photos } = store.transaction(() => {
    const waiting = store.imports.countHeld(personId)
    const erased = store.templates.listOfPerson(personId)
    for (const { id } of erased) store.templates.erase(id)
    const imported = store.imports.forgetPerson(personId)
    store.looks.forgetPerson(personId)
    store.consents.forgetCode(personId)
    const written = store.consents.add(
      {
        ...{ personId, kind: 'withdrawn', name, guardian: null, alternative, paper: null, signature: null },
        ...{ witness: caller.actor, place, text: null },
      },
      null,
    )
    const counts = { templates: erased.length, photos: imported.length }
    store.audit.append({
      ...{ ...caller, action: 'consent.withdraw', subject: `person ${personId}` },
      details: { kind: 'withdrawn', consent: written.id, ...counts },
    })
    return { record: written, templates: erased.length, held: waiting, photos: imported }
  })
  store.importFiles.remove(photos)
  announce()
  const people = [personId, ...store.merges.listMergedInto(personId).map(({ id }) => id)]
  return { record, templates, held, remains: await finishErasure(context, people) }
}
