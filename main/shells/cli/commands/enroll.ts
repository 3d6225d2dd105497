import type { Command } from 'commander'
import { enrolPerson, readDirectory } from '../enrol-person.ts'
import { expandPhotos } from '../photo-files.ts'
import type { Outcome, Perform } from '../program.ts'
import type { Session } from '../session.ts'
import { count, rejectedLines } from '../text.ts'

interface Options {
  readonly name: string
  readonly employeeNumber?: string
  readonly allowDuplicate?: boolean
}

export function defineEnroll(program: Command, perform: Perform): void {
  program
    .command('enroll')
    .alias('enrol')
    .description('add photos to a person, who is created when not there yet')
    .requiredOption('--name <name>', "the person's name")
    .option('--employee-number <number>', 'tells people of one name apart')
    .option('--allow-duplicate', 'take photos that look like somebody else who is enrolled: they are two people')
    .argument('<photo...>', 'photos, or folders of photos, of this one person')
    .action((photos: string[], options: Options, command: Command) =>
      perform(command, (session) => enroll(session, photos, options)),
    )
}

async function enroll(session: Session, paths: readonly string[], options: Options): Promise<Outcome> {
  const photos = await expandPhotos(paths)
  const app = await session.app({ photoWorkers: 1 })
  const wanted = { name: options.name.trim(), employeeNumber: options.employeeNumber ?? null }
  const { person, templates, skipped, rejected } = await enrolPerson(
    app,
    await readDirectory(app),
    wanted,
    photos,
    { source: 'photo', takeLookAlikes: options.allowDuplicate ?? false },
    () => {},
  )
  const value = { person, templates, photos: photos.length, skipped, rejected }
  const summary =
    person === null
      ? `${wanted.name} was not enrolled: no photo would do.\n`
      : `${person.name} (${person.id}): ${count(templates, 'new template')}, ${skipped} enrolled already.\n`
  return { value, text: rejectedLines(rejected) + summary, failed: rejected.length > 0 }
}
