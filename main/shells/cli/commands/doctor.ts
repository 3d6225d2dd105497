import type { Command } from 'commander'
import type { Check } from '../../../contract/api/system.ts'
import { errorBody } from '../../../contract/errors.ts'
import type { Outcome, Perform } from '../program.ts'
import type { Session } from '../session.ts'

export function defineDoctor(program: Command, perform: Perform): void {
  program
    .command('doctor')
    .description('check the models, the providers, the database and the index')
    .action((_options, command: Command) => perform(command, doctor))
}

/** An app that does not even open is a finding, not a failure of the doctor. */
async function doctor(session: Session): Promise<Outcome> {
  const { ok, checks } = await examine(session)
  const lines = checks.map((check) => `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.message}\n`)
  return { value: { ok, checks }, text: lines.join(''), failed: !ok }
}

async function examine(session: Session): Promise<{ ok: boolean; checks: Check[] }> {
  try {
    return await (await session.app()).call('system.doctor', {})
  } catch (error) {
    const { code, message } = errorBody(error)
    return { ok: false, checks: [{ name: 'start', ok: false, message: `${message} [${code}]` }] }
  }
}
