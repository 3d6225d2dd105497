import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { App } from '../../../app.ts'
import type { EventFilter } from '../../../contract/api/events.ts'
import { type AttendanceEvent, type Direction, Instant } from '../../../contract/entities.ts'
import { AppError } from '../../../contract/errors.ts'
import { findPerson, personHelp } from '../find-person.ts'
import type { Outcome, Perform } from '../program.ts'
import type { Session } from '../session.ts'
import { count, table } from '../text.ts'

interface FilterOptions {
  readonly from?: Instant
  readonly to?: Instant
  readonly person?: string
  readonly direction?: Direction
}

export function defineEvents(program: Command, perform: Perform): void {
  const events = program.command('events').description('list and export what was written at the door')
  withFilters(events.command('list').description('newest first'))
    .option('--limit <n>', 'at most so many', upTo(1000), 100)
    .action((options: FilterOptions & { limit: number }, command: Command) =>
      perform(command, (session) => list(session, options)),
    )
  withFilters(events.command('export').description('all that match, oldest first, as a file'))
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json'] as const).default('csv'))
    .option('--output <file>', 'where to write it (default: standard output)')
    .action((_options, command: Command) =>
      perform(command, (session) => exportAll(session, command.optsWithGlobals())),
    )
}

function withFilters(command: Command): Command {
  return command
    .option('--from <time>', 'a day (2026-01-31, from its start here) or a time (2026-01-31T08:00:00Z)', startOf)
    .option('--to <time>', 'a day (to its end here) or a time (not included)', endOf)
    .option('--person <person>', personHelp)
    .addOption(new Option('--direction <direction>', 'in or out').choices(['in', 'out'] as const))
}

function upTo(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (Number.isInteger(number) && number >= 1 && number <= most) return number
    throw new InvalidArgumentError(`It must be 1 to ${most}.`)
  }
}

const startOf = (text: string) => instantOf(text, 0)
const endOf = (text: string) => instantOf(text, 1)

/** A day in the machine's zone counts from midnight, `days` later; a time is taken as it is. */
function instantOf(text: string, days: number): Instant {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  const date = day === null ? new Date(text) : new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + days)
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It must be a day or a time, as 2026-01-31.')
  return Instant.parse(date.getTime())
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
  const app = await session.app()
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
  return [String(event.id), time, kind, event.person.name, event.similarity?.toFixed(3) ?? '', event.kiosk]
}

async function exportAll(
  session: Session,
  options: FilterOptions & { format: 'csv' | 'json'; output?: string; json?: boolean },
): Promise<Outcome> {
  const app = await session.app()
  const filter = await filterOf(app, options)
  const folder = options.output === undefined ? await mkdtemp(join(tmpdir(), 'rollcall-events-')) : null
  const file = options.output ?? join(folder!, `events.${options.format}`)
  try {
    const written = await app.call('events.export', { ...filter, format: options.format, file: resolve(file) })
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
