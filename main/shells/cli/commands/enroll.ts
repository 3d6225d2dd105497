import { type Command, Option } from 'commander'
import type { App } from '../../../app.ts'
import { ConsentLanguage } from '../../../contract/consent.ts'
import { AppError } from '../../../contract/errors.ts'
import { fieldWords, mapFields, type PersonField, personFieldNames } from '../../../contract/person-fields.ts'
import { tidyText } from '../../../contract/tidy-text.ts'
import type { Directory, Found, Wanted } from '../../../enrolment/directory.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { consentLanguageOf } from '../consent-language.ts'
import { enrolPerson, type Manner, readDirectory } from '../enrol-person.ts'
import { findPerson, fullName, personHelp } from '../find-person.ts'
import { expandPhotos } from '../photo-files.ts'
import { dayHelp, readDay } from '../read-day.ts'
import type { Session } from '../session.ts'
import { describeRejected } from '../text.ts'

type Options = { readonly [F in PersonField]?: string } & {
  readonly name?: string
  readonly person?: string
  readonly joined?: string
  readonly left?: string
  readonly consentOn?: string
  readonly signedBy?: string
  readonly guardian?: string
  readonly consentLanguage?: ConsentLanguage
  readonly allowDuplicate?: boolean
  readonly allowUnlike?: boolean
}

export function defineEnroll(program: Command, perform: Perform): void {
  const command = program
    .command('enroll')
    .alias('enrol')
    .description('add photos to a person, who is created when not there yet')
    .option('--name <name>', "the person's name")
  for (const field of personFieldNames) {
    const words = fieldWords(field)
    command.option(`--${words.replaceAll(' ', '-')} <text>`, `the person's ${words}`)
  }
  command
    .option('--joined <day>', `the first day of work, ${dayHelp}; today when left out`)
    .option('--left <day>', `the last day of work, ${dayHelp}`)
    .addOption(
      new Option('--person <person>', `instead of the name, somebody who is enrolled: ${personHelp}`).conflicts([
        'name',
        'joined',
        'left',
        ...personFieldNames,
      ]),
    )
    .option('--consent-on <day>', 'somebody new: the day on which they signed the paper of consent, such as 2026-06-30')
    .option('--signed-by <name>', "the name on that paper (default: the person's)")
    .option('--guardian <name>', 'the parent or guardian who signed it too')
    .addOption(
      new Option('--consent-language <language>', 'of the text on it (default: that of the settings)').choices(
        ConsentLanguage.options,
      ),
    )
    .option('--allow-duplicate', 'take photos that look like somebody else who is enrolled: they are two people')
    .option('--allow-unlike', 'take photos that look like none of the photos that are there: they are the same person')
    .argument('<photo...>', 'photos, or folders of photos, of this one person')
    .action((photos: string[], options: Options, command: Command) =>
      perform(command, (session) => enroll(session, photos, options)),
    )
}

async function enroll(session: Session, paths: readonly string[], options: Options): Promise<Outcome> {
  if (options.name === undefined && options.person === undefined) {
    throw new AppError('wrong-usage', 'Say whose photos these are: --name for somebody new, or --person.')
  }
  const photos = await expandPhotos(paths)
  const app = await session.app({ photoWorkers: 1 })
  const { wanted, directory } = await findWanted(app, options)
  const consent = await readConsent(app, directory.find(wanted), wanted, options)
  const { person, refusal, templates, skipped, rejected, ended } = await enrolPerson(
    app,
    directory,
    { wanted, photos },
    {
      source: 'photo',
      takeLookAlikes: options.allowDuplicate ?? false,
      takeUnlike: options.allowUnlike ?? false,
      consent,
    },
    () => {},
  )
  const isSingle = person !== null && (await app.call('people.get', { id: person.id })).person.templates === 1
  const value = { person, templates, isSingle, photos: photos.length, skipped, rejected, ended }
  const summary =
    person === null
      ? `${wanted.name} was not enrolled: ${refusal ?? ended?.message ?? 'no photo would do.'}\n`
      : `${fullName(wanted)}, #${person.id}: ${count(templates, 'new template')}, ${skipped} enrolled already.\n`
  // One reason for all photos is said once.
  const lines = refusal === null ? describeRejected(rejected) : ''
  const single = isSingle
    ? 'That is one photo only: add a second one, with another expression or in other light, to be recognised more surely.\n'
    : ''
  const stopped = ended === null || person === null ? '' : `${ended.message}\n`
  return { value, text: lines + summary + single + stopped, failed: rejected.length > 0 || ended !== null }
}

async function findWanted(app: App, options: Options): Promise<{ wanted: Wanted; directory: Directory }> {
  if (options.person !== undefined) {
    const person = await findPerson(app, options.person)
    return { wanted: person, directory: { find: () => ({ kind: 'found', person }), add: () => undefined } }
  }
  const fields = mapFields((field) => tidyText(options[field] ?? '') || null)
  const wanted = { name: tidyText(options.name ?? ''), ...fields, ...readEmployment(options) }
  return { wanted, directory: await readDirectory(app) }
}

function readEmployment({ joined, left }: Options): Pick<Wanted, 'employments'> {
  if (joined === undefined && left === undefined) return {}
  const read = (text: string | undefined) => (text === undefined ? null : readDay(text))
  return { employments: [{ joined: read(joined), left: read(left) }] }
}

/**
 * Reads what the options say of a paper; somebody who is here already has their own records.
 * @throws AppError `consent-missing` where photos may not be looked at, before any is
 */
async function readConsent(app: App, found: Found, wanted: Wanted, options: Options): Promise<Manner['consent']> {
  const { policy } = await app.call('consent.policy', {})
  if (found.kind === 'found' && found.person !== null) {
    if (options.consentOn !== undefined)
      throw new AppError('wrong-usage', `${wanted.name} is here already. Use: rollcall consent record`)
    const { state } = await app.call('consent.get', { personId: found.person.id })
    if (policy.basis !== 'consent' || state === 'valid') return null
    const who = `"#${found.person.id}"`
    const message = `No photo of ${found.person.name} was looked at: there is no valid consent (${state}). Record it with: rollcall consent record ${who} --on 2026-06-30 --signed-by NAME`
    throw new AppError('consent-missing', message)
  }
  if (options.consentOn !== undefined) {
    const { signedBy: name = wanted.name, guardian = null, consentLanguage } = options
    const language = consentLanguage ?? (await consentLanguageOf(app))
    return { ...{ kind: 'given', name, guardian, language }, paper: readDay(options.consentOn) }
  }
  if (policy.basis !== 'consent' || found.kind === 'unclear') return null
  const message = `No photo of ${wanted.name} was looked at: faces are used here with consent alone. Add --consent-on and the day on which they signed the paper, and --signed-by and the name on it.`
  throw new AppError('consent-missing', message)
}
