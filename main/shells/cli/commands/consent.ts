import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Output } from '../../../contract/api.ts'
import { Alternative, ConsentLanguage, type ConsentPolicy, ConsentState } from '../../../contract/consent.ts'
import type { PersonId } from '../../../contract/entities.ts'
import { AppError } from '../../../contract/errors.ts'
import { LegalBasis } from '../../../contract/legal-basis.ts'
import type { Person } from '../../../contract/people.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import { consentLanguageOf } from '../consent-language.ts'
import { describeRemains } from '../describe-remains.ts'
import { findPerson, fullName, personHelp } from '../find-person.ts'
import { readDay } from '../read-day.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

export function defineConsent(program: Command, perform: Perform): void {
  const consent = program
    .command('consent')
    .description('who has agreed to the use of their face, and what it is based on')
  consent
    .command('list')
    .description('everybody, those first for whom something is to be done')
    .addOption(new Option('--state <state>', 'only people of whom this holds').choices(ConsentState.options))
    .action((options: { state?: ConsentState }, command: Command) =>
      perform(command, (session) => list(session, options)),
    )
  consent
    .command('show')
    .description('what one person has said, newest first')
    .argument('<person>', personHelp)
    .action((who: string, _options, command: Command) => perform(command, (session) => show(session, who)))
  consent
    .command('record')
    .description('record a signed paper of one person')
    .argument('<person>', personHelp)
    .requiredOption('--on <day>', 'the day on which it was signed, such as 2026-06-30')
    .option('--signed-by <name>', "the name on it (default: the person's)")
    .option('--guardian <name>', 'the parent or guardian who signed too')
    .option('--refused', 'they do not agree')
    .option('--text-version <number>', 'of the text on it (default: the one of now)', readVersion)
    .addOption(languageOption())
    .addOption(alternativeOption())
    .action((who: string, options: RecordOptions, command: Command) =>
      perform(command, (session) => record(session, who, options)),
    )
  consent
    .command('withdraw')
    .description("erase a person's templates and photos, for good: they have withdrawn; their hours stay")
    .argument('<person>', personHelp)
    .addOption(alternativeOption())
    .option('--yes', 'do not ask')
    .action((who: string, options: WithdrawOptions, command: Command) =>
      perform(command, (session) => withdraw(session, who, options)),
    )
  consent
    .command('guardian')
    .description('say whether a parent or guardian signs for a person too')
    .argument('<person>', personHelp)
    .argument('<signs>', 'yes or no', readYes)
    .action((who: string, signs: boolean, _options, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const person = await findPerson(app, who)
        const value = await app.call('consent.setGuardian', { personId: person.id, guardianSigns: signs })
        return { value: { person: refOf(person), ...value }, text: `${fullName(person)}: ${value.state}\n` }
      }),
    )
  consent
    .command('import')
    .description('record a list of signed papers; the same row again changes nothing')
    .argument(
      '<csv>',
      'columns name or employee_number, date; also language, text_version, kind, signed_by, guardian, alternative',
    )
    .option('--preview', 'say what would be recorded, and record nothing')
    .addOption(languageOption())
    .action((file: string, options: ImportOptions, command: Command) =>
      perform(command, (session) => importPapers(session, file, options)),
    )
  consent
    .command('basis')
    .description('show on what ground faces are used here, or change it')
    .argument('[basis]', `one of ${LegalBasis.options.join(', ')}`, readBasis)
    .option('--document <text>', 'other: the law or agreement, and where its document lies')
    .option('--operator <text>', 'who is responsible, as the text of consent names them')
    .option('--address <text>', 'where letters reach them')
    .option('--contact <text>', 'who answers questions about data protection, and how to reach them')
    .option('--notice-url <url>', 'where the full notice is published; "" where the kiosk shows it')
    .option('--grace <days>', 'for how long people enrolled before are still recognised without', readDays)
    .option('--hold <days>', 'for how long imported photos wait for a consent', readDays)
    .option('--keep-consents', 'what was signed before holds for the changed text too')
    .action((basis: LegalBasis | undefined, options: BasisOptions, command: Command) =>
      perform(command, (session) => setBasis(session, basis, options)),
    )
}

const languageOption = () =>
  new Option('--language <language>', 'of the text that was signed (default: that of the settings)').choices(
    ConsentLanguage.options,
  )
const alternativeOption = () =>
  new Option('--alternative <way>', 'how they check in without their face')
    .choices(Alternative.options)
    .default('none' as const)

interface RecordOptions {
  readonly on: string
  readonly signedBy?: string
  readonly guardian?: string
  readonly refused?: boolean
  readonly textVersion?: number
  readonly language?: ConsentLanguage
  readonly alternative: Alternative
}

interface WithdrawOptions {
  readonly alternative: Alternative
  readonly yes?: boolean
}

interface ImportOptions {
  readonly preview?: boolean
  readonly language?: ConsentLanguage
}

interface BasisOptions {
  readonly document?: string
  readonly operator?: string
  readonly address?: string
  readonly contact?: string
  readonly noticeUrl?: string
  readonly grace?: number
  readonly hold?: number
  readonly keepConsents?: boolean
}

function readBasis(text: string): LegalBasis {
  const { data } = LegalBasis.safeParse(text)
  if (data === undefined) throw new InvalidArgumentError(`It must be one of ${LegalBasis.options.join(', ')}.`)
  return data
}

function readDays(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0 && days <= 366) return days
  throw new InvalidArgumentError('It must be 0 to 366.')
}

function readVersion(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 1 on.')
}

function readYes(text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes'
  throw new InvalidArgumentError('It must be yes or no.')
}

const refOf = ({ id, name }: { id: PersonId; name: string }) => ({ id, name })

async function list(session: Session, { state }: { state?: ConsentState }): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const all = (await app.call('consent.list', {})).people
  const people = state === undefined ? all : all.filter((each) => each.state === state)
  const rows = people.map((each) => [
    `#${each.person.id}`,
    each.person.name,
    each.state,
    String(each.photos),
    String(each.held),
  ])
  const { policy } = await app.call('consent.policy', {})
  return {
    value: { basis: policy.basis, graceUntil: policy.graceUntil, people },
    text: `${table(['id', 'name', 'consent', 'templates', 'held photos'], rows)}${count(people.length, 'person', 'people')}\n${describeGrace(policy)}`,
  }
}

async function show(session: Session, who: string): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const person = await findPerson(app, who)
  return describe(person, await app.call('consent.get', { personId: person.id }))
}

async function record(session: Session, who: string, options: RecordOptions): Promise<Outcome> {
  const app = await session.app()
  const person = await findPerson(app, who)
  const { on, signedBy: name = person.name, guardian = null, refused, textVersion, language, alternative } = options
  const value = await app.call('consent.record', {
    ...{ personId: person.id, paper: readDay(on), name, guardian, alternative },
    kind: refused === true ? 'refused' : 'given',
    ...(textVersion !== undefined && { textVersion }),
    language: language ?? (await consentLanguageOf(app)),
  })
  return describe(person, value)
}

function describe(person: Person, value: Output<'consent.get'>): Outcome {
  const rows = value.records.map((record) => [
    new Date(record.at).toLocaleString('sv-SE'),
    record.kind,
    record.paper === null ? '' : `paper of ${record.paper}`,
    record.text === null ? '' : `${record.text.language}, version ${record.text.version}`,
    [record.name, record.guardian].filter(Boolean).join(', '),
    record.witness,
    record.place,
    record.alternative,
  ])
  const heading = `${fullName(person)}: ${value.state}${value.guardianSigns ? ', a guardian signs too' : ''}\n`
  return {
    value: { person: refOf(person), ...value },
    text:
      rows.length === 0
        ? heading
        : heading + table(['recorded', 'kind', '', 'text', 'signed by', 'witness', 'where', 'otherwise by'], rows),
  }
}

async function withdraw(session: Session, who: string, { alternative, yes }: WithdrawOptions): Promise<Outcome> {
  const app = await session.app()
  const person = await findPerson(app, who)
  const question = `Erase the ${count(person.templates, 'template')} and all photos of ${fullName(person)}, for good?\nHours and entries stay.\nType yes to erase: `
  if (yes !== true && !(await confirm(question, 'withdraw')))
    throw new AppError('cancelled', `Nothing of ${fullName(person)} was erased.`)
  const value = await app.call('consent.withdraw', { personId: person.id, alternative })
  const erased = `${count(value.templates, 'template')} and ${count(value.held, 'imported photo')}`
  return {
    value: { person: refOf(person), ...value },
    text: `${fullName(person)} has withdrawn; ${erased} are erased.\n${describeRemains(value.remains)}`,
  }
}

async function importPapers(session: Session, file: string, options: ImportOptions): Promise<Outcome> {
  const table = await readFile(file).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no file ${file}, or it cannot be read.`, { cause })
  })
  const app = await session.app()
  const { rows } = await app.call('consent.importPapers', {
    ...{ table, file: basename(file), preview: options.preview ?? false },
    language: options.language ?? (await consentLanguageOf(app)),
  })
  const of = (outcome: (typeof rows)[number]['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const wrong = rows.flatMap(({ message }) => message ?? [])
  const would = options.preview === true ? 'would be recorded' : 'recorded'
  return {
    value: { preview: options.preview ?? false, recorded: of('recorded'), known: of('known'), rows },
    text: `${wrong.map((message) => `${message}\n`).join('')}${count(of('recorded'), 'paper')} ${would}, ${of('known')} recorded before, ${wrong.length} left out.\n`,
    failed: wrong.length > 0,
  }
}

async function setBasis(session: Session, basis: LegalBasis | undefined, options: BasisOptions): Promise<Outcome> {
  const { document, operator, address, contact, noticeUrl, grace, hold, keepConsents = false } = options
  const changes = {
    ...(basis !== undefined && { basis }),
    ...(document !== undefined && { otherBasis: document }),
    ...(operator !== undefined && { operator }),
    ...(address !== undefined && { address }),
    ...(contact !== undefined && { contact }),
    ...(noticeUrl !== undefined && { noticeUrl: noticeUrl === '' ? null : noticeUrl }),
    ...(grace !== undefined && { graceDays: grace }),
    ...(hold !== undefined && { holdDays: hold }),
  }
  const isChange = Object.keys(changes).length > 0
  const app = await session.app({ takesOut: !isChange })
  const before = await app.call('consent.policy', {})
  const after = isChange
    ? await app.call('consent.setPolicy', {
        version: before.version,
        policy: { ...before.policy, ...changes },
        keepsConsents: keepConsents,
      })
    : before
  const { policy } = after
  const lines = [
    `Basis: ${policy.basis}${policy.basis === 'other' && policy.otherBasis !== '' ? `, ${policy.otherBasis}` : ''}`,
    ...(policy.operator === '' ? [] : [`Responsible: ${policy.operator}`]),
    ...(policy.address === '' ? [] : [`Address: ${policy.address}`]),
    ...(policy.contact === '' ? [] : [`Data protection contact: ${policy.contact}`]),
    ...(policy.noticeUrl === null ? [] : [`Full notice: ${policy.noticeUrl}`]),
    `Text: version ${policy.textVersion}; consents hold from version ${policy.minTextVersion} on`,
    `Imported photos wait for ${count(policy.holdDays, 'day')}`,
  ]
  return { value: { policy }, text: `${lines.join('\n')}\n${describeGrace(policy)}` }
}

function describeGrace({ basis, graceUntil }: ConsentPolicy): string {
  if (basis !== 'consent') return 'Nobody is asked for consent here.\n'
  const until = graceUntil === null ? '' : new Date(graceUntil).toLocaleString('sv-SE')
  return `Who was enrolled before and has said nothing, or signed an older text, is recognised until ${until}.\n`
}
