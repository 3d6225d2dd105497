import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import type { App } from '../../../app.ts'
import { type CsvSeparator, csvSeparators } from '../../../contract/csv-separator.ts'
import type { Instant } from '../../../contract/entities.ts'
import { AppError } from '../../../contract/errors.ts'
import type { AttendanceEvent, Direction, EventFilter } from '../../../contract/events.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { upTo, withTimes } from '../filter-options.ts'
import { findPerson, personHelp } from '../find-person.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

interface FilterOptions {
  readonly from?: Instant
  readonly to?: Instant
  readonly person?: string
  readonly direction?: Direction
}

export function defineEvents(program: Command, perform: Perform): void {
  const events = program.command('events').description('list and export what was written at the door')
  withFilters(events.command('list').description('newest first'))
    .option('--limit <n>', 'maximum number of entries', upTo(1000), 100)
    .action((options: FilterOptions & { limit: number }, command: Command) =>
      perform(command, (session) => list(session, options)),
    )
  withFilters(events.command('export').description('all that match, oldest first, as a file'))
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json'] as const).default('csv'))
    .addOption(
      new Option('--separator <separator>', 'CSV: between the cells; with ";" numbers have a decimal comma')
        .choices(csvSeparators)
        .default(','),
    )
    .option('--output <file>', 'where to write it (default: standard output)')
    .action((_options, command: Command) =>
      perform(command, (session) => exportAll(session, command.optsWithGlobals())),
    )
}

function withFilters(command: Command): Command {
  return withTimes(command)
    .option('--person <person>', personHelp)
    .addOption(new Option('--direction <direction>', 'in or out').choices(['in', 'out'] as const))
}

async function filterOf(app: App, options: FilterOptions): Promise<Partial<EventFilter>> {
  return {
    from: options.from ?? null,
    to: options.to ?? null,
    personId: options.person === undefined ? null : (await findPerson(app, options.person)).id,
    direction: options.direction ?? null,
  }
}

async function list(session: Session, options: FilterOptions & { limit: number }): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const value = await app.call('events.list', { ...(await filterOf(app, options)), limit: options.limit })
  const text = table(['id', 'time', 'direction', 'person', 'similarity', 'kiosk'], value.events.map(row))
  return {
    value,
    text: `${text}${value.events.length} of ${value.more ? 'more than ' : ''}${count(value.total, 'event')}\n`,
  }
}

function row(event: AttendanceEvent): string[] {
  const time = new Date(event.at).toLocaleString('sv-SE', { timeZone: event.zone })
  const kind = event.kind === 'correction' ? `${event.direction} (${event.action})` : event.direction
  return [
    String(event.id),
    time,
    kind,
    event.person.name || 'erased person',
    event.similarity?.toFixed(3) ?? '',
    event.kiosk,
  ]
}

async function exportAll(
  session: Session,
  options: FilterOptions & { format: 'csv' | 'json'; separator: CsvSeparator; output?: string; json?: boolean },
): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const filter = await filterOf(app, options)
  const folder = options.output === undefined ? await mkdtemp(join(tmpdir(), 'rollcall-events-')) : null
  const file = options.output ?? join(folder!, `events.${options.format}`)
  try {
    const { format, separator } = options
    const written = await app.call('events.export', { ...filter, format, separator, file: resolve(file) })
    if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. No file was written.')
    const { events } = written
    if (folder === null) {
      return { value: { file, events }, text: `${count(events, 'event')} written to ${file}\n` }
    }
    const { json } = options
    if (!json) await pipeline(createReadStream(file), process.stdout, { end: false })
    return { value: { events, ...(json && { text: await readFile(file, 'utf8') }) }, text: '' }
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }
}
