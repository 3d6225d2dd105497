import type { Command } from 'commander'
import type { Output } from '../../../contract/api.ts'
import type { RetentionKind } from '../../../contract/retention.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'

type Found = Output<'retention.preview'>

const words: Readonly<Record<RetentionKind, (number: number) => string>> = {
  leavers: (number) => `${count(number, 'template')} of people who have left`,
  unseen: (number) => `${count(number, 'template')} of people not seen`,
  guests: (number) => `${count(number, 'guest')} gone`,
  requests: (number) => count(number, 'decided request'),
  visitors: (number) => `${count(number, 'face')} of unknown visitors`,
  reviews: (number) => `${count(number, 'imported photo')} that nobody decided on`,
  deliveries: (number) => `${count(number, 'entry', 'entries')} that a webhook did not take`,
  exports: (number) => count(number, 'exported file'),
  evidence: (number) => `the evidence of ${count(number, 'entry', 'entries')}`,
  audit: (number) => `${count(number, 'line')} of the audit log`,
  events: (number) => count(number, 'entry', 'entries'),
}

export function defineRetention(program: Command, perform: Perform): void {
  program
    .command('retention')
    .description('say what the settings no longer keep; an open window erases it within a minute')
    .option('--run', 'erase it now')
    .action((options: { run?: boolean }, command: Command) =>
      perform(command, async (session) => {
        const app = await session.app()
        return options.run === true
          ? describe(await app.call('retention.run', {}), 'erased')
          : describe(await app.call('retention.preview', {}), 'due')
      }),
    )
}

function describe(value: Found, state: 'due' | 'erased'): Outcome {
  const date = (at: number | null) => new Date(at ?? 0).toISOString().slice(0, 10)
  const lines = value.findings.map(
    ({ kind, count: number, from, to }) => `${words[kind](number)}, from ${date(from)} to ${date(to)}: ${state}\n`,
  )
  const clock = value.clockTrusted ? '' : 'The clock of this computer was changed, so nothing is erased for now.\n'
  return { value, text: `${lines.join('') || `Nothing is ${state}.\n`}${clock}` }
}
