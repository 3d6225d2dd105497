import type { App } from '../../app.ts'
import type { Input } from '../../contract/api.ts'
import type { Candidate, PersonRef, TemplateId } from '../../contract/entities.ts'
import { type ErrorBody, errorBody } from '../../contract/errors.ts'
import type { TemplateSource } from '../../contract/people.ts'
import { type Directory, openDirectory, type Wanted } from '../../enrolment/directory.ts'
import type { PlannedPerson } from '../../enrolment/import-plan.ts'
import { readPhoto } from './photo-files.ts'

export interface Rejected {
  readonly file: string
  readonly code: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** A photo that was taken although it resembles somebody else: a person should check it. */
export interface LookAlike {
  readonly file: string
  readonly person: PersonRef
  readonly candidates: readonly Candidate[]
}

export interface Enrolment {
  /**
   * Null when no photo of a new person was good enough, so that nobody is enrolled without a template, or when all were
   * refused.
   */
  readonly person: PersonRef | null
  /** Why no photo was looked at: the name or the number means somebody else, or several people. */
  readonly refusal: string | null
  readonly templates: number
  /** Photos that are already templates of this person. */
  readonly skipped: number
  /** Photos that wait for the person's consent; none when undefined. */
  readonly held?: number
  readonly lookAlikes: readonly LookAlike[]
  readonly rejected: readonly Rejected[]
  /** What ended the work before all photos were looked at; null when nothing did. */
  readonly ended: Pick<ErrorBody, 'code' | 'message'> | null
}

/** Options for taking photos. */
export interface Manner {
  /** `import`: filed under a name before, so that bystanders and look-alikes are no reason to refuse. */
  readonly source: TemplateSource
  /** Take a photo that looks like somebody else who is enrolled, and list it. */
  readonly takeLookAlikes: boolean
  /** Take a photo that looks like none of the person's own. */
  readonly takeUnlike: boolean
  /** What somebody new has signed, where consent is the basis; null where nobody says. */
  readonly consent?: Input<'enrol.newPerson'>['consent']
}

/** Everybody who is enrolled. */
export async function readDirectory(app: App): Promise<Directory> {
  return openDirectory((await app.call('people.list', {})).people)
}

/** Failures that end the whole work, because every other photo would meet them too. */
const endings: ReadonlySet<string> = new Set([
  'disk-full',
  'disk-failed',
  'database-busy',
  'database-damaged',
  'database-missing',
  'vision-stopped',
  'model-missing',
  'model-damaged',
])

/**
 * Adds photos to a person, who is created with the first good one. A photo that fails is rejected and does not stop the
 * others. Failures that every photo would meet end the work, and so does the signal; the result then covers what was
 * done.
 */
export async function enrolPerson(
  app: App,
  directory: Directory,
  { wanted, groups = [], photos }: PlannedPerson,
  manner: Manner,
  onPhoto: () => void,
  signal: AbortSignal | null = null,
): Promise<Enrolment> {
  const found = directory.find(wanted)
  if (found.kind === 'unclear') {
    const { code, message } = found
    for (const _ of photos) onPhoto()
    const rejected = photos.map((file) => ({ file, code, message }))
    return { person: null, refusal: message, templates: 0, skipped: 0, lookAlikes: [], rejected, ended: null }
  }
  const work = { app, wanted, groups, manner, onPhoto, signal }
  const first = await addPhotos(work, found.person, photos)
  // The first photo of a new person may show somebody else: then the majority decides.
  const isStopped = first.ended !== null || signal?.aborted === true
  const instead = isStopped ? [] : await preferMajority(work, first, found.person === null)
  const added = instead.length === 0 ? first : await addRest(work, first, instead)
  const { person, lookAlikes, rejected, ended } = added
  const skipped = added.skipped.length
  const templates = added.taken.length
  if (found.person === null && person !== null) directory.add(wanted, person)
  const ref = person && { id: person.id, name: person.name }
  return { person: ref, refusal: null, templates, skipped, lookAlikes, rejected, ended }
}

interface Work {
  readonly app: App
  readonly wanted: Wanted
  readonly groups: readonly string[]
  readonly manner: Manner
  readonly onPhoto: () => void
  readonly signal: AbortSignal | null
}

interface Added extends Omit<Enrolment, 'refusal' | 'templates' | 'skipped'> {
  readonly taken: readonly Taken[]
  readonly skipped: readonly string[]
}

interface Taken {
  readonly file: string
  readonly template: TemplateId
}

/**
 * Lets the engine take the majority of the photos instead. @returns the photos that replaced those taken before;
 * usually none
 */
async function preferMajority({ app, manner }: Work, first: Added, isNew: boolean): Promise<Taken[]> {
  const { person, taken, rejected } = first
  const unlike = filesUnlike(rejected)
  // Checked before all photos are read again: fewer cannot be a majority.
  if (person === null || unlike.length <= taken.length) return []
  try {
    const templates = isNew ? taken.map(({ template }) => template) : await onlyTemplate(app, first)
    if (templates.length === 0) return []
    const answer = await app.call('enrol.majority', {
      personId: person.id,
      templates,
      photos: await Promise.all(unlike.map(readPhoto)),
      source: manner.source,
    })
    return answer.taken.map(({ place, template }) => ({ file: unlike[place]!, template }))
  } catch {
    // Then nothing changes, and the photos that do not fit stay listed.
    return []
  }
}

/**
 * The only template of a person, when it is of one of these photos: a command that was killed before it compared the
 * photos leaves that.
 */
async function onlyTemplate(app: App, { person, taken, skipped }: Added): Promise<TemplateId[]> {
  if (person === null || taken.length > 0 || skipped.length === 0) return []
  const { templates } = await app.call('people.get', { id: person.id })
  return templates.length === 1 ? [templates[0]!.id] : []
}

/** Compares the other photos with those that were taken instead, including the photos taken before. */
async function addRest(work: Work, first: Added, instead: readonly Taken[]): Promise<Added> {
  const files = instead.map(({ file }) => file)
  const unlike = filesUnlike(first.rejected)
  const rest = [...first.taken.map(({ file }) => file), ...first.skipped, ...without(unlike, files)]
  // Without progress and without stopping: these photos were counted already, and each must be listed.
  const second = await addPhotos({ ...work, onPhoto: () => {}, signal: null }, first.person, rest)
  return {
    ...second,
    taken: [...instead, ...second.taken],
    rejected: [...first.rejected.filter(({ file }) => !unlike.includes(file)), ...second.rejected],
  }
}

function filesUnlike(rejected: readonly Rejected[]): string[] {
  return rejected.flatMap(({ file, code }) => (code === 'unlike-own-photos' ? [file] : []))
}

/** @param known null to create the person with the first good photo */
async function addPhotos(work: Work, known: PersonRef | null, photos: readonly string[]): Promise<Added> {
  const { app, wanted, groups, manner, onPhoto, signal } = work
  const { employments, ...named } = wanted
  const details = { ...named, groups: [...groups], ...(employments && { employments: [...employments] }) }
  const { source, takeLookAlikes, takeUnlike, consent = null } = manner
  const rejected: Rejected[] = []
  const lookAlikes: LookAlike[] = []
  let person = known
  const taken: Taken[] = []
  const skipped: string[] = []
  let ended: Enrolment['ended'] = null
  for (const file of photos) {
    if (signal?.aborted) break
    try {
      const photo = await readPhoto(file)
      const enrol = (allowDuplicate: boolean) =>
        person === null
          ? app.call('enrol.newPerson', { ...details, consent, photo, source, allowDuplicate })
          : app.call('enrol.photo', { personId: person.id, photo, source, allowDuplicate, allowUnlike: takeUnlike })
      let answer = await enrol(false)
      const alike = answer.kind === 'refused' && answer.refusal.code === 'looks-like-somebody-else'
      const candidates = answer.kind === 'refused' ? answer.refusal.candidates : []
      if (alike && takeLookAlikes) answer = await enrol(true)
      if (answer.kind === 'enrolled') {
        taken.push({ file, template: answer.template.id })
        person = { id: answer.person.id, name: answer.person.name }
        if (alike) lookAlikes.push({ file, person, candidates })
      } else if (answer.refusal.code === 'duplicate-photo') skipped.push(file)
      else rejected.push({ file, code: answer.refusal.code, message: answer.refusal.message })
    } catch (error) {
      const { code, message } = errorBody(error)
      if (endings.has(code)) {
        ended = { code, message }
        break
      }
      rejected.push({ file, code, message })
    }
    onPhoto()
  }
  return { person, taken, skipped, lookAlikes, rejected, ended }
}

const without = (files: readonly string[], others: readonly string[]) => files.filter((file) => !others.includes(file))
