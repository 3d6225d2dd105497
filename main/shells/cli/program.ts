import { Command, CommanderError } from 'commander'
import { type ErrorBody, type ErrorCode, errorBody } from '../../contract/errors.ts'
import type { LogEvent } from '../../log/logger.ts'
import type { Define, Outcome } from './command.ts'
import { type GlobalOptions, openSession, type Session } from './session.ts'

/** The commands; each is loaded only when it is named, which keeps the start short. */
const commands: Readonly<Record<string, () => Promise<Define>>> = {
  import: async () => (await import('./commands/import.ts')).defineImport,
  enroll: async () => (await import('./commands/enroll.ts')).defineEnroll,
  identify: async () => (await import('./commands/identify.ts')).defineIdentify,
  verify: async () => (await import('./commands/verify.ts')).defineVerify,
  people: async () => (await import('./commands/people.ts')).definePeople,
  consent: async () => (await import('./commands/consent.ts')).defineConsent,
  notice: async () => (await import('./commands/notice.ts')).defineNotice,
  dpia: async () => (await import('./commands/dpia.ts')).defineDpia,
  country: async () => (await import('./commands/country.ts')).defineCountry,
  events: async () => (await import('./commands/events.ts')).defineEvents,
  attendance: async () => (await import('./commands/attendance.ts')).defineAttendance,
  audit: async () => (await import('./commands/audit.ts')).defineAudit,
  records: async () => (await import('./commands/records.ts')).defineRecords,
  office: async () => (await import('./commands/office.ts')).defineOffice,
  api: async () => (await import('./commands/api.ts')).defineApi,
  retention: async () => (await import('./commands/retention.ts')).defineRetention,
  evaluate: async () => (await import('./commands/evaluate.ts')).defineEvaluate,
  calibrate: async () => (await import('./commands/calibrate.ts')).defineCalibrate,
  backup: async () => (await import('./commands/backup.ts')).defineBackup,
  restore: async () => (await import('./commands/restore.ts')).defineRestore,
  key: async () => (await import('./commands/key.ts')).defineKey,
  serve: async () => (await import('./commands/serve.ts')).defineServe,
  models: async () => (await import('./commands/models.ts')).defineModels,
  metric: async () => (await import('./commands/metric.ts')).defineMetric,
  doctor: async () => (await import('./commands/doctor.ts')).defineDoctor,
}

/**
 * Builds the command line's grammar with the commands named in the words, or with all when none is. Parsing throws
 * CommanderError on wrong usage, which it has then already explained on stderr.
 */
export async function createProgram(words: readonly string[]): Promise<Command> {
  const named = Object.keys(commands).filter((name) => words.includes(name))
  const program = new Command('rollcall')
    .description('Face check-in that runs wholly on your own machine.')
    .option('--data <dir>', 'the folder of the data (default: ROLLCALL_DATA, or the usual place of this system)')
    .option('--passphrase-file <file>', 'the first line is the passphrase of the data (or set ROLLCALL_PASSPHRASE)')
    .option('--json', 'print the result as JSON, as docs/cli.md describes it')
    .option('--progress', 'say how far long work is even when nobody watches')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for help)')
    .exitOverride()
  for (const name of named.length > 0 ? named : Object.keys(commands)) (await commands[name]!())(program, perform)
  return program
}

/** The command that runs, for the log. */
let running: Session | null = null

/** Errors that the user can fix by writing the command differently. */
const wrongUsage: ReadonlySet<ErrorCode> = new Set(['wrong-usage', 'invalid-input'])

/** The exit code of an error: 0 for help, 2 for wrong usage, 1 for anything else. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`${describe(error, 'uncaught').message}\n`)
  return 1
}

async function perform(command: Command, work: (session: Session) => Promise<Outcome>): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>()
  const session = openSession(options)
  running = session
  try {
    const outcome = await work(session)
    session.progress.end()
    process.stdout.write(options.json ? `${JSON.stringify(outcome.value)}\n` : outcome.text)
    process.exitCode = outcome.failed ? 1 : 0
  } catch (error) {
    session.progress.end()
    report(describe(error, 'command-failed'), options)
    process.exitCode = wrongUsage.has(errorBody(error).code) ? 2 : 1
  } finally {
    await session.close()
  }
}

/** The message for a failure. An unexpected one is logged, and the message says where. */
function describe(error: unknown, event: LogEvent): ErrorBody {
  const body = errorBody(error)
  if (body.code !== 'internal' || running === null) return body
  const { file, error: note } = running.logger()
  note(event, { error })
  return { ...body, message: `${body.message}\nThe log says where it happened: ${file}` }
}

function report(body: ErrorBody, options: GlobalOptions): void {
  if (options.json) process.stdout.write(`${JSON.stringify({ error: body })}\n`)
  process.stderr.write(`${body.message}\n`)
}
