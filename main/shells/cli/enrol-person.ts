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
  { source, takeLookAlikes }: Manner,
  onPhoto: () => void,
): Promise<Enrolment> {
  const rejected: Rejected[] = []
  const lookAlikes: LookAlike[] = []
  let templates = 0
  let skipped = 0
  const reject = (file: string, { code, message }: Pick<ErrorBody, 'message'> & { code: string }) =>
    rejected.push({ file, code, message })
  const found = findOrRefuse(directory, wanted)
  if (found.kind === 'refused') {
    for (const file of photos) {
      reject(file, found.error)
      onPhoto()
    }
    return { person: null, refusal: found.error.message, templates, skipped, lookAlikes, rejected }
  }
  const person = found.person ?? (await app.call('people.create', wanted))
  const ref: PersonRef = { id: person.id, name: person.name }
  for (const file of photos) {
    try {
      const photo = await readPhoto(file)
      const enrol = (allowDuplicate: boolean) =>
        app.call('enrol.photo', { personId: person.id, photo, source, allowDuplicate })
      let answer = await enrol(false)
      if (answer.kind === 'refused' && answer.refusal.code === 'looks-like-somebody-else' && takeLookAlikes) {
        lookAlikes.push({ file, person: ref, candidates: answer.refusal.candidates })
        answer = await enrol(true)
      }
      if (answer.kind === 'enrolled') templates += 1
      else if (answer.refusal.code === 'duplicate-photo') skipped += 1
      else reject(file, answer.refusal)
    } catch (error) {
      reject(file, errorBody(error))
    }
    onPhoto()
  }
  if (found.person === null && templates === 0) {
    await app.call('people.erase', { id: person.id })
    return { person: null, refusal: null, templates, skipped, lookAlikes, rejected }
  }
  if (found.person === null) directory.add(wanted, ref)
  return { person: ref, refusal: null, templates, skipped, lookAlikes, rejected }
}

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
