import { Command, CommanderError } from 'commander'
import { AppError, type ErrorBody, errorBody } from '../../contract/errors.ts'
import { type GlobalOptions, openSession, type Session } from './session.ts'

/** What a command has to say. `failed` says that some of its inputs failed (exit code 1). */
export interface Outcome {
  /** Printed with --json, as documented in docs/cli.md. */
  readonly value: unknown
  /** Printed otherwise. */
  readonly text: string
  readonly failed?: boolean
}

/** Runs a command's work with an open session, prints what it says and sets the exit code. */
export type Perform = (command: Command, work: (session: Session) => Promise<Outcome>) => Promise<void>

export type Define = (program: Command, perform: Perform) => void

/** Each command is loaded only when it is named: starting is part of what a command costs. */
const commands: Readonly<Record<string, () => Promise<Define>>> = {
  import: async () => (await import('./commands/import.ts')).defineImport,
  enroll: async () => (await import('./commands/enroll.ts')).defineEnroll,
  identify: async () => (await import('./commands/identify.ts')).defineIdentify,
  verify: async () => (await import('./commands/verify.ts')).defineVerify,
  people: async () => (await import('./commands/people.ts')).definePeople,
  events: async () => (await import('./commands/events.ts')).defineEvents,
  attendance: async () => (await import('./commands/attendance.ts')).defineAttendance,
  api: async () => (await import('./commands/api.ts')).defineApi,
  evaluate: async () => (await import('./commands/evaluate.ts')).defineEvaluate,
  calibrate: async () => (await import('./commands/calibrate.ts')).defineCalibrate,
  backup: async () => (await import('./commands/backup.ts')).defineBackup,
  serve: async () => (await import('./commands/serve.ts')).defineServe,
  metric: async () => (await import('./commands/metric.ts')).defineMetric,
  doctor: async () => (await import('./commands/doctor.ts')).defineDoctor,
}

/**
 * The command line's grammar, with those commands that occur among the words (all when none does).
 * Parsing throws CommanderError on wrong usage, which it has then already explained on stderr.
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

/** 0 help was asked for, 2 wrong usage, 1 anything else. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`${errorBody(error).message}\n`)
  return 1
}

async function perform(command: Command, work: (session: Session) => Promise<Outcome>): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>()
  const session = openSession(options)
  try {
    const outcome = await work(session)
    session.progress.end()
    process.stdout.write(options.json ? `${JSON.stringify(outcome.value)}\n` : outcome.text)
    process.exitCode = outcome.failed ? 1 : 0
  } catch (error) {
    session.progress.end()
    report(errorBody(error), options)
    process.exitCode = error instanceof AppError && error.code === 'invalid-input' ? 2 : 1
  } finally {
    await session.close()
  }
}

function report(body: ErrorBody, options: GlobalOptions): void {
  if (options.json) process.stdout.write(`${JSON.stringify({ error: body })}\n`)
  process.stderr.write(`${body.message}\n`)
}
