import type { Command } from 'commander'
import type { Outcome, Perform } from '../command.ts'
import { readPhoto } from '../photo-files.ts'
import type { Session } from '../session.ts'

export function defineVerify(program: Command, perform: Perform): void {
  program
    .command('verify')
    .description('say whether two photos show the same person (the largest face of each)')
    .argument('<first>', 'a photo')
    .argument('<second>', 'another photo')
    .action((first: string, second: string, _options, command: Command) =>
      perform(command, (session) => verify(session, first, second)),
    )
}

async function verify(session: Session, first: string, second: string): Promise<Outcome> {
  const [a, b] = [await readPhoto(first), await readPhoto(second)]
  const app = await session.app({ photoWorkers: 1, takesOut: true })
  const answer = await app.call('search.compare', { first: a, second: b })
  if (answer.kind === 'no-face') {
    const file = answer.photo === 'first' ? first : second
    const error = { code: 'no-face', message: `No face was found in ${file}.` }
    return { value: { similarity: null, threshold: null, same: null, error }, text: `${error.message}\n`, failed: true }
  }
  const { similarity, threshold, same } = answer
  const words = same ? 'the same person' : 'not the same person'
  return {
    value: { similarity, threshold, same },
    text: `${words} (similarity ${similarity.toFixed(3)}, threshold ${threshold.toFixed(3)})\n`,
  }
}
