import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { AppError, errorBody } from '../../../contract/errors.ts'
import { type RecordHead, readHead } from '../../../contract/record-head.ts'
import type { Message } from '../../../contract/topics.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'

const lossCodes = ['entries-gone', 'database-changed'] as const

export function defineDoctor(program: Command, perform: Perform): void {
  program
    .command('doctor')
    .description('check the models, the providers, the database and the index')
    .option('--accept-loss', 'what was found to be gone or changed is known, and no longer a failure')
    .option('--head <file>', 'compare with a head of the records that was kept elsewhere (records head)')
    .action((options: Options, command: Command) => perform(command, (session) => doctor(session, options)))
}

interface Options {
  readonly acceptLoss?: boolean
  readonly head?: string
}

interface Line {
  readonly name: string
  readonly ok: boolean
  readonly message: string
}

/** Runs the checks; data that cannot be opened are a finding, not a failure of the command. */
async function doctor(session: Session, options: Options): Promise<Outcome> {
  const head = options.head === undefined ? null : await readHeadFile(options.head)
  const { ok, checks } = await examine(session, options.acceptLoss ?? false, head)
  const lines = checks.map((check) => `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.message}\n`)
  return { value: { ok, checks }, text: lines.join(''), failed: !ok }
}

async function readHeadFile(file: string): Promise<RecordHead> {
  const head = readHead(await readFile(file, 'utf8'))
  if (head === null)
    throw new AppError('wrong-usage', `${file} is no head of the records. rollcall records head writes one.`)
  return head
}

async function examine(
  session: Session,
  acceptLoss: boolean,
  head: RecordHead | null,
): Promise<{ ok: boolean; checks: Line[] }> {
  try {
    const app = await session.app({ takesOut: true })
    if (acceptLoss) for (const code of lossCodes) await app.call('notices.dismiss', { code })
    app.subscribe((topic, message) => {
      if (topic !== 'progress') return
      const { done, total } = message as Message<'progress'>
      session.progress.report('percent checked', done, total)
    })
    const { ok, checks: all } = await app.call('system.doctor', { head })
    const checks = all.map(({ name, ok: passed, message }) => ({ name, ok: passed, message }))
    if (!session.onCopy()) return { ok, checks }
    const message = 'nothing can be written there: free some space, or make the disk writable. The rest is of a copy'
    return { ok: false, checks: [{ name: 'writing', ok: false, message }, ...checks] }
  } catch (error) {
    const { code, message } = errorBody(error)
    return { ok: false, checks: [{ name: 'start', ok: false, message: `${message} [${code}]` }] }
  }
}
