import { type Command, InvalidArgumentError } from 'commander'
import { AppError } from '../../../contract/errors.ts'
import type { Outcome, Perform } from '../command.ts'
import { evaluateOpenSet, type OpenSetOptions } from '../evaluate-open-set.ts'
import { evaluatePairs, type PairOptions } from '../evaluate-pairs.ts'
import type { Session } from '../session.ts'

type Options = Partial<PairOptions & OpenSetOptions>

export function defineEvaluate(program: Command, perform: Perform): void {
  program
    .command('evaluate')
    .description('measure recognition on labelled photos; nothing is stored')
    .option('--images <dir>', 'photos in LFW layout (Name/Name_0001.jpg), with --pairs')
    .option('--pairs <file>', "verification: pairs in LFW's format, judged by its protocol")
    .option('--gallery <dir>', 'identification: one folder a person to enrol, with --strangers')
    .option('--probes <dir>', 'one folder a person, of people in the gallery; without it the rest of --gallery')
    .option('--strangers <dir>', 'photos of people who are not in the gallery')
    .option('--enrol <n>', 'without --probes: enrol the first n photos of each person', countOf, 1)
    .option('--by <file>', 'a CSV with a person a row: error rates by every column after the first, the name')
    .option('--pack <name>', 'the models to measure, as in rollcall models list; those in use otherwise')
    .option('--html <file>', 'write a report with plots')
    .option('--svg <file>', 'write the detection error trade-off as a picture')
    .action((options: Options, command: Command) => perform(command, (session) => evaluate(session, options)))
}

function countOf(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be 1 or more.')
  return number
}

async function evaluate(session: Session, options: Options): Promise<Outcome> {
  const { images, pairs, gallery, strangers, by, enrol = 1 } = options
  if (images !== undefined && pairs !== undefined && gallery === undefined && by === undefined) {
    return evaluatePairs(session, { ...options, images, pairs })
  }
  if (gallery !== undefined && strangers !== undefined && images === undefined) {
    return evaluateOpenSet(session, { ...options, gallery, strangers, enrol })
  }
  throw new AppError(
    'wrong-usage',
    'Give either --images and --pairs, or --gallery and --strangers; --by goes with these.',
  )
}
