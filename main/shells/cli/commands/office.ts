import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { type Command, InvalidArgumentError } from 'commander'
import type { Output } from '../../../contract/api.ts'
import { AppError } from '../../../contract/errors.ts'
import type { JoinedOffice, OfficeStatus, Station } from '../../../contract/office.ts'
import { Uid } from '../../../contract/shared-change.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'

/** An office of several stations that share people and entries through a PostgreSQL. */
export function defineOffice(program: Command, perform: Perform): void {
  const office = program.command('office').description('several stations that share people and entries')
  office
    .command('create')
    .description('make an office in an empty database; prints its recovery key, which is shown only once')
    .argument('<server>', 'postgresql://user@host:port/database; its password is read from PGPASSWORD or the file')
    .requiredOption('--name <name>', 'what the office is called')
    .requiredOption('--station <name>', 'what this station is called')
    .option('--password-file <file>', 'holds the password of the account in its first line')
    .option('--certificate <file>', 'PEM of the authority that signed the certificate of the server')
    .action((server: string, options: CreateWords, command: Command) =>
      perform(command, (session) => create(session, server, options)),
    )
  office
    .command('invite')
    .description('make a code by which one more station joins, once')
    .argument('<station>', 'what the new station is called')
    .option('--hours <n>', 'hours for which the code is good', hours, 24)
    .option('--manages', 'let it invite and revoke others')
    .action((station: string, options: { hours: number; manages?: boolean }, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const manages = options.manages === true
        const value = await app.call('office.invite', { station, hours: options.hours, manages })
        return { value, text: `${value.code}\n` }
      }),
    )
  office
    .command('join')
    .description('join an office by a code, and print six words to be compared with those at another station')
    .argument('[code]', 'otherwise it is read from standard input')
    .action((code: string | undefined, _: unknown, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const value = await app.call('office.join', { code: code ?? (await readAll(process.stdin)) })
        return { value, text: describe(value) }
      }),
    )
  office
    .command('confirm')
    .description('let a station in whose six words are these')
    .argument('<station>', 'its name or uid')
    .argument('<words...>', 'the six words that it shows')
    .action((station: string, words: string[], _: unknown, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const { uid } = findStation(await exchange(session), station)
        const value = await app.call('office.confirm', {
          station: uid,
          words: words.flatMap((each) => each.split(/\s+/)),
        })
        return { value, text: describe(value) }
      }),
    )
  office
    .command('status')
    .description('how this station stands with its office, as far as it knows without asking the server')
    .action((_: unknown, command: Command) =>
      perform(command, async (session) => {
        const value = await (await session.app({ takesOut: true })).call('office.status', {})
        return { value, text: describe(value) }
      }),
    )
  office
    .command('check')
    .description('hand over and take in at once, and say how the office is')
    .action((_: unknown, command: Command) =>
      perform(command, async (session) => {
        const value = await exchange(session)
        return { value, text: describe(value), failed: value.kind !== 'alone' && value.link.kind === 'apart' }
      }),
    )
  office
    .command('revoke')
    .description('end a station or its invitation; later changes are under a new key')
    .argument('<station>', 'its name or uid')
    .option('--yes', 'do not ask')
    .action((station: string, { yes }: { yes?: boolean }, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        const { uid, name } = findStation(await exchange(session), station)
        await ask(yes, `Type yes to revoke ${name}: `, `revoke ${name}`)
        const value = await app.call('office.revoke', { station: uid })
        return { value, text: describe(value) }
      }),
    )
  office
    .command('leave')
    .description('go on alone with everything that is here')
    .option('--yes', 'do not ask')
    .action(({ yes }: { yes?: boolean }, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        await ask(yes, 'Type yes to leave the office: ', 'leave the office')
        const value = await app.call('office.leave', {})
        const lost = value.left === 0 ? '' : ` ${count(value.left, 'change')} did not reach the others.`
        return { value, text: `This station goes on alone.${lost}\n` }
      }),
    )
  office
    .command('resume')
    .description('go on as this station after it was restored from a backup')
    .action((_: unknown, command: Command) =>
      perform(command, async (session) => {
        const value = await (await session.app()).call('office.resume', {})
        return { value, text: describe(value) }
      }),
    )
  office
    .command('recovery-key')
    .description('make and print another recovery key of the office; the former one opens nothing any more')
    .action((_: unknown, command: Command) =>
      perform(command, async (session) => {
        const value = await (await session.app()).call('office.recoveryKey', {})
        return { value, text: describeKey(value) }
      }),
    )
}

interface CreateWords {
  readonly name: string
  readonly station: string
  readonly passwordFile?: string
  readonly certificate?: string
}

async function create(session: Session, address: string, words: CreateWords): Promise<Outcome> {
  const app = await session.app()
  const password =
    words.passwordFile === undefined ? (process.env.PGPASSWORD ?? '') : read(words.passwordFile).split(/\r?\n/)[0]!
  const certificate = words.certificate === undefined ? null : read(words.certificate)
  const value = await app.call('office.create', {
    ...{ address, password, certificate },
    ...{ office: words.name, station: words.station },
  })
  return { value, text: `${describe(value.status)}\n${describeKey(value.recoveryKey)}` }
}

async function exchange(session: Session): Promise<OfficeStatus> {
  return await (await session.app()).call('office.check', {})
}

function findStation(status: OfficeStatus, named: string): Station {
  const stations = status.kind === 'joined' ? status.stations : []
  const isUid = Uid.safeParse(named).success
  const found = stations.filter(({ uid, name }) => (isUid ? uid === named : name.toLowerCase() === named.toLowerCase()))
  if (found.length === 1) return found[0]!
  const message =
    found.length === 0
      ? `The office has no station ${named}. rollcall office check lists them.`
      : `Several stations are called ${named}. Name the uid, which rollcall --json office check says.`
  throw new AppError('station-gone', message)
}

async function ask(yes: boolean | undefined, question: string, what: string): Promise<void> {
  if (yes !== true && !(await confirm(question, what))) throw new AppError('cancelled', 'Nothing was changed.')
}

function describe(status: OfficeStatus): string {
  switch (status.kind) {
    case 'alone':
      return 'This station belongs to no office.\n'
    case 'joining':
      return (
        `Compare these words with those that a station of ${status.name} shows, and confirm them there:\n\n` +
        `  ${status.words.join(' ')}\n\nThen: rollcall office check, or leave a window open.\n`
      )
    default:
      return describeJoined(status)
  }
}

function describeJoined(status: JoinedOffice): string {
  const { name, station, server, link, waiting, heldBack, stations, erasures } = status
  const rows = stations.map((each) => [
    each.uid === station.uid ? `${each.name} (this one)` : each.name,
    each.state,
    moment(each.lastSeenAt),
    String(each.waiting),
    each.clockOffsetMs === null ? '' : `${each.clockOffsetMs} ms`,
    each.version ?? '',
    each.words?.join(' ') ?? '',
  ])
  const states = {
    connecting: 'not asked yet',
    connected: 'connected',
    apart: link.kind === 'apart' ? `apart since ${moment(link.since)}: ${link.trouble}` : '',
  }
  return [
    `${station.name}, a station of ${name} (${server}): ${states[link.kind]}.`,
    `${count(waiting, 'change')} to hand over, ${heldBack} held back.`,
    ...(rows.length === 0
      ? []
      : [table(['station', 'state', 'last seen', 'waiting', 'clock', 'version', 'words'], rows).trimEnd()]),
    ...(erasures.erased === 0
      ? []
      : [
          `Erased on ${erasures.confirmedBy} of ${count(erasures.stations, 'station')}, last at ${moment(erasures.lastAt)}.`,
        ]),
    '',
  ].join('\n')
}

function describeKey({ rows }: Output<'office.recoveryKey'>): string {
  return `Recovery key of the office. It is shown only now; keep it away from the computers:\n\n${rows.map((row) => `  ${row}\n`).join('')}`
}

const moment = (at: number | null) => (at === null ? '' : new Date(at).toISOString())

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('file-unreadable', `The file ${file} cannot be read.`, { cause })
  }
}

function hours(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 168)
    throw new InvalidArgumentError('It must be a whole number from 1 to 168.')
  return number
}
