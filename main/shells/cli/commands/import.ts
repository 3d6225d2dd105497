import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import type { PersonRef } from '../../../contract/entities.ts'
import { AppError, errorBody } from '../../../contract/errors.ts'
import { optionalColumns } from '../../../enrolment/import-plan.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { concurrently, photosPerWorker, photoWorkersFor } from '../concurrently.ts'
import { type Enrolment, enrolPerson, type Manner, readDirectory } from '../enrol-person.ts'
import { holdPhotos, readConsents } from '../hold-photos.ts'
import { type ImportSource, readFolder, readList } from '../import-source.ts'
import type { Session } from '../session.ts'
import { describeRejected } from '../text.ts'

export function defineImport(program: Command, perform: Perform): void {
  program
    .command('import')
    .description('enrol many people at once; what is enrolled already is skipped, so it can be run again')
    .argument('<dir-or-csv>', `one folder a person (Ada_Lovelace/*.jpg), or a CSV of name, photo, ${optionalColumns}`)
    .action((source: string, _options, command: Command) => perform(command, (session) => importAll(session, source)))
}

const interrupted: NonNullable<Enrolment['ended']> = { code: 'cancelled', message: 'The import was stopped.' }

const manner: Manner = { source: 'import', takeLookAlikes: true, takeUnlike: false }

async function importAll(session: Session, source: string): Promise<Outcome> {
  const plan = await planOf(source)
  const total = plan.people.reduce((sum, { photos }) => sum + photos.length, 0)
  const photoWorkers = photoWorkersFor(total)
  const app = await session.app({ photoWorkers })
  const directory = await readDirectory(app)
  const mayLook = await readConsents(app)
  const stop = new AbortController()
  const interrupt = () => stop.abort(interrupted)
  // A second Ctrl+C ends the process.
  process.once('SIGINT', interrupt)
  let done = 0
  const enrolments = await concurrently(plan.people, photosPerWorker * photoWorkers, async (person) => {
    const count = () => {
      done += 1
      session.progress.report('photos', done, total, person.wanted.name)
    }
    const enrolment = mayLook(directory.find(person.wanted))
      ? await enrolPerson(app, directory, person, manner, count, stop.signal)
      : await holdPhotos(app, basename(resolve(source)), person, count)
    if (enrolment.ended !== null) stop.abort(enrolment.ended)
    return enrolment
  })
  process.off('SIGINT', interrupt)
  const ended = stop.signal.aborted ? (stop.signal.reason as NonNullable<Enrolment['ended']>) : null
  const value = {
    people: enrolments.filter(({ person }) => person !== null).length,
    templates: sum(enrolments, ({ templates }) => templates),
    photos: total,
    held: sum(enrolments, (enrolment) => enrolment.held ?? 0),
    skipped: sum(enrolments, ({ skipped }) => skipped),
    single: await listSingle(app, enrolments),
    lookAlikes: enrolments.flatMap(({ lookAlikes }) => lookAlikes),
    rejected: [...plan.rejected, ...enrolments.flatMap(({ rejected }) => rejected)],
    ended: ended && { ...ended, left: total - done },
  }
  return { value, text: describe(value), failed: value.rejected.length > 0 || ended !== null }
}

/** Reads a folder or a list; a list that cannot be used gives an empty plan with the reason. */
async function planOf(source: string): Promise<ImportSource> {
  const found = await stat(source).catch(() => null)
  if (found === null) throw new AppError('file-not-found', `There is no file or folder ${source}.`)
  if (found.isDirectory()) return readFolder(source)
  try {
    return await readList(source)
  } catch (error) {
    const { code, message } = errorBody(error)
    return { people: [], rejected: [{ file: source, code, message }] }
  }
}

/** Who of them is recognised by one photo alone. */
async function listSingle(app: Pick<App, 'call'>, enrolments: readonly Enrolment[]): Promise<PersonRef[]> {
  const ids = new Set(enrolments.map(({ person }) => person?.id))
  const { people } = await app.call('people.list', {})
  return people.filter(({ id, templates }) => ids.has(id) && templates === 1).map(({ id, name }) => ({ id, name }))
}

const sum = (enrolments: readonly Enrolment[], of: (enrolment: Enrolment) => number) =>
  enrolments.reduce((total, enrolment) => total + of(enrolment), 0)

function describe(value: {
  people: number
  templates: number
  photos: number
  held: number
  skipped: number
  single: readonly PersonRef[]
  lookAlikes: readonly Enrolment['lookAlikes'][number][]
  rejected: readonly Enrolment['rejected'][number][]
  ended: (NonNullable<Enrolment['ended']> & { readonly left: number }) | null
}): string {
  const lookAlikes = value.lookAlikes.map(({ file, person, candidates }) => {
    const best = candidates[0]
    return `${file}: ${person.name} looks like ${best?.person.name} (${best?.similarity.toFixed(2)}): are they two people?\n`
  })
  return [
    describeRejected(value.rejected),
    ...lookAlikes,
    `${count(value.people, 'person', 'people')}, ${count(value.templates, 'new template')} from ${count(value.photos, 'photo')}, `,
    `${value.skipped} enrolled already, ${value.rejected.length} rejected.\n`,
    value.single.length === 0
      ? ''
      : `${count(value.single.length, 'person has', 'people have')} one photo only: a second one takes away a third of the misses. Settings, Thresholds lists the poorest.\n`,
    value.held === 0
      ? ''
      : `${count(value.held, 'photo')} of people without consent: sealed, not looked at. They are taken when the consent is recorded (rollcall consent record, or consent import).\n`,
    value.ended === null
      ? ''
      : `${value.ended.message} ${count(value.ended.left, 'photo')} not looked at: run the same command again to go on.\n`,
  ].join('')
}
