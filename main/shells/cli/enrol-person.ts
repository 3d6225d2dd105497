import type { App } from '../../app.ts'
import type { Candidate, PersonRef, TemplateSource } from '../../contract/entities.ts'
import { type ErrorBody, errorBody } from '../../contract/errors.ts'
import { type Directory, openDirectory, type Wanted } from '../../enrolment/directory.ts'
import { readPhoto } from './photo-files.ts'

export interface Rejected {
  readonly file: string
  readonly code: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** A photo that was taken although somebody else looks like it: for a person to look at. */
export interface LookAlike {
  readonly file: string
  readonly person: PersonRef
  readonly candidates: readonly Candidate[]
}

export interface Enrolment {
  /** Null when the person is new and no photo would do, or refused: nobody is left without a template. */
  readonly person: PersonRef | null
  /** Why no photo was looked at: the name or the number means somebody else, or several people. */
  readonly refusal: string | null
  readonly templates: number
  /** Photos that are already templates of this person. */
  readonly skipped: number
  readonly lookAlikes: readonly LookAlike[]
  readonly rejected: readonly Rejected[]
}

/** How photos are taken. */
export interface Manner {
  /** `import`: filed under a name before, so that bystanders and look-alikes are no reason to refuse. */
  readonly source: TemplateSource
  /** Take a photo that looks like somebody else who is enrolled, and list it. */
  readonly takeLookAlikes: boolean
  /** Take a photo that looks like none of the person's own. */
  readonly takeUnlike: boolean
}

/** Everybody who is enrolled. */
export async function readDirectory(app: App): Promise<Directory> {
  return openDirectory((await app.call('people.list', {})).people)
}

/**
 * Adds photos to a person, who is created when not there yet. A photo that fails never stops the others: it is among
 * the rejected.
 */
export async function enrolPerson(
  app: App,
  directory: Directory,
  wanted: Wanted,
  photos: readonly string[],
  manner: Manner,
  onPhoto: () => void,
): Promise<Enrolment> {
  const found = findOrRefuse(directory, wanted)
  if (found.kind === 'refused') {
    const { code, message } = found.error
    for (const _ of photos) onPhoto()
    const rejected = photos.map((file) => ({ file, code, message }))
    return { person: null, refusal: message, templates: 0, skipped: 0, lookAlikes: [], rejected }
  }
  const person = found.person ?? (await app.call('people.create', wanted))
  const first = await addPhotos(app, person, photos, manner, onPhoto)
  // Of somebody new the first photo may be the one that is somebody else's: then the others are heard first.
  const { unlike } = first
  const again = found.person === null && unlike.length > first.templates
  if (again)
    for (const { id } of (await app.call('people.get', { id: person.id })).templates)
      await app.call('people.eraseTemplate', { id })
  const added = again ? await addPhotos(app, person, [...unlike, ...without(photos, unlike)], manner, () => {}) : first
  const { templates, skipped, lookAlikes, rejected } = added
  if (found.person === null && templates === 0) {
    await app.call('people.erase', { id: person.id })
    return { person: null, refusal: null, templates, skipped, lookAlikes, rejected }
  }
  const ref: PersonRef = { id: person.id, name: person.name }
  if (found.person === null) directory.add(wanted, ref)
  return { person: ref, refusal: null, templates, skipped, lookAlikes, rejected }
}

interface Added extends Pick<Enrolment, 'templates' | 'skipped' | 'lookAlikes' | 'rejected'> {
  /** Those of the rejected that look like none of the person's own photos. */
  readonly unlike: readonly string[]
}

async function addPhotos(
  app: App,
  person: PersonRef,
  photos: readonly string[],
  { source, takeLookAlikes, takeUnlike }: Manner,
  onPhoto: () => void,
): Promise<Added> {
  const rejected: Rejected[] = []
  const lookAlikes: LookAlike[] = []
  let templates = 0
  let skipped = 0
  for (const file of photos) {
    try {
      const photo = await readPhoto(file)
      const enrol = (allowDuplicate: boolean) =>
        app.call('enrol.photo', { personId: person.id, photo, source, allowDuplicate, allowUnlike: takeUnlike })
      let answer = await enrol(false)
      if (answer.kind === 'refused' && answer.refusal.code === 'looks-like-somebody-else' && takeLookAlikes) {
        lookAlikes.push({ file, person: { id: person.id, name: person.name }, candidates: answer.refusal.candidates })
        answer = await enrol(true)
      }
      if (answer.kind === 'enrolled') templates += 1
      else if (answer.refusal.code === 'duplicate-photo') skipped += 1
      else rejected.push({ file, code: answer.refusal.code, message: answer.refusal.message })
    } catch (error) {
      const { code, message } = errorBody(error)
      rejected.push({ file, code, message })
    }
    onPhoto()
  }
  const unlike = rejected.flatMap(({ file, code }) => (code === 'unlike-own-photos' ? [file] : []))
  return { templates, skipped, lookAlikes, rejected, unlike }
}

const without = (files: readonly string[], others: readonly string[]) => files.filter((file) => !others.includes(file))

function findOrRefuse(
  directory: Directory,
  wanted: Wanted,
): { kind: 'found'; person: PersonRef | null } | { kind: 'refused'; error: ErrorBody } {
  try {
    return { kind: 'found', person: directory.find(wanted) }
  } catch (error) {
    return { kind: 'refused', error: errorBody(error) }
  }
}
