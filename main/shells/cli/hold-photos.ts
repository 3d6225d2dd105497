import type { App } from '../../app.ts'
import { errorBody } from '../../contract/errors.ts'
import type { Found } from '../../enrolment/directory.ts'
import type { PlannedPerson } from '../../enrolment/import-plan.ts'
import type { Enrolment, Rejected } from './enrol-person.ts'
import { readPhoto } from './photo-files.ts'

/** Tells of whom photos may be looked at; where consent is the basis, of nobody new. */
export async function readConsents(app: App): Promise<(found: Found) => boolean> {
  const { policy } = await app.call('consent.policy', {})
  if (policy.basis !== 'consent') return () => true
  const { people } = await app.call('consent.list', {})
  const valid = new Set(people.flatMap(({ person, state }) => (state === 'valid' ? [person.id] : [])))
  // Whoever is unclear is refused before a photo is read.
  return (found) => found.kind === 'unclear' || (found.person !== null && valid.has(found.person.id))
}

/** Hands a person's photos over to wait for their consent. */
export async function holdPhotos(
  app: App,
  source: string,
  { wanted, groups = [], photos }: PlannedPerson,
  onPhoto: () => void,
): Promise<Enrolment> {
  const rejected: Rejected[] = []
  let held = 0
  for (const file of photos) {
    try {
      const { employments, ...named } = wanted
      const details = { ...named, groups: [...groups], ...(employments && { employments: [...employments] }) }
      const given = [{ path: file, photo: await readPhoto(file) }]
      held += (await app.call('imports.hold', { ...details, source, photos: given })).held
    } catch (error) {
      const { code, message } = errorBody(error)
      rejected.push({ file, code, message })
    }
    onPhoto()
  }
  return { person: null, refusal: null, templates: 0, skipped: 0, held, lookAlikes: [], rejected, ended: null }
}
