import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { App } from '../../../app.ts'
import { type AuditEntry, type AuditFamily, type AuditFilter, auditFamilies } from '../../../contract/audit.ts'
import { type CsvSeparator, csvSeparators } from '../../../contract/csv-separator.ts'
import { type Instant, PersonId } from '../../../contract/entities.ts'
import { AppError } from '../../../contract/errors.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { upTo, withTimes } from '../filter-options.ts'
import { findPerson, personHelp } from '../find-person.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface Options {
  readonly actor?: string
  readonly family?: AuditFamily
  readonly action?: string
  readonly person?: string
  readonly from?: Instant
  readonly to?: Instant
  readonly limit: number
  readonly export?: string
  readonly format?: 'csv' | 'json'
  readonly separator: CsvSeparator
}

export function defineAudit(program: Command, perform: Perform): void {
  withTimes(program.command('audit').description('list who did what and looked at whom, newest first'))
    .option('--actor <name>', 'an account, whoever is signed in to the machine, a kiosk, or the name of a token')
    .addOption(new Option('--family <family>', 'what kind of thing was done').choices(auditFamilies))
    .option('--action <action>', 'one action (person.erase) or all of a kind (person)')
    .option('--person <person>', `${personHelp}, which also finds people who are gone`)
    .option('--limit <n>', 'maximum number of entries that are listed', upTo(1000), 100)
    .option('--export <file>', 'write all that match, oldest first, into a new file')
    .addOption(new Option('--format <format>', 'of the file (default: by its name)').choices(['csv', 'json'] as const))
    .addOption(new Option('--separator <separator>', 'CSV: between the cells').choices(csvSeparators).default(','))
    .action((options: Options, command: Command) =>
      perform(command, (session) =>
        options.export === undefined ? list(session, options) : exportTo(session, options, options.export),
      ),
    )
}

async function filterOf(app: App, { actor, family, action, person, from, to }: Options): Promise<AuditFilter> {
  return {
    ...{ actor: actor ?? null, family: family ?? null, action: action ?? null, from: from ?? null, to: to ?? null },
    personId: person === undefined ? null : await idOf(app, person),
  }
}

async function list(session: Session, options: Options): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const value = await app.call('audit.list', { ...(await filterOf(app, options)), limit: options.limit })
  const { entries, more } = value
  const text = table(['id', 'time', 'who', 'by', 'action', 'what', 'details'], entries.map(row))
  return { value, text: `${text}${count(entries.length, 'entry', 'entries')}${more ? ', and older ones' : ''}\n` }
}

async function exportTo(session: Session, options: Options, file: string): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const { separator, format = file.endsWith('.json') ? 'json' : 'csv' } = options
  const filter = await filterOf(app, options)
  const written = await app.call('audit.export', { ...filter, format, separator, file: resolve(file) })
  if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. No file was written.')
  const { entries } = written
  return { value: { file, entries }, text: `${count(entries, 'entry', 'entries')} written to ${file}\n` }
}

/** Whoever was erased has no name any more, but entries under their id. */
async function idOf(app: App, who: string): Promise<PersonId> {
  const id = PersonId.safeParse(Number(/^#(\d{1,15})$/.exec(who.trim())?.[1]))
  return id.success ? id.data : (await findPerson(app, who)).id
}

function row({ id, at, actor, via, action, subject, details }: AuditEntry): string[] {
  const time = new Date(at).toLocaleString('sv-SE')
  const text = Object.keys(details).length === 0 ? '' : JSON.stringify(details)
  return [String(id), time, actor, via ?? '', action, subject, text]
}
