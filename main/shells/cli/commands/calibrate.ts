import { type Command, InvalidArgumentError } from 'commander'
import type { RatePromise } from '../../../contract/rate-promise.ts'
import type { Calibration } from '../../../contract/thresholds.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'

interface Options {
  readonly promiseFpir?: number
  readonly promiseFmr?: number
  readonly apply?: boolean
}

export function defineCalibrate(program: Command, perform: Perform): void {
  program
    .command('calibrate')
    .description('derive the threshold that keeps a promise for the people enrolled here')
    .option('--promise-fpir <rate>', 'at most this share of strangers is named (default: 0.01)', rate)
    .option('--promise-fmr <rate>', 'at most this share of pairs of different people matches', rate)
    .option('--apply', 'put the threshold in use; it then follows the gallery')
    .action((options: Options, command: Command) => perform(command, (session) => calibrate(session, options)))
}

function rate(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 0.5)) throw new InvalidArgumentError('A rate lies above 0 and is at most 0.5.')
  return value
}

async function calibrate(session: Session, { promiseFpir, promiseFmr, apply = false }: Options): Promise<Outcome> {
  const promise: RatePromise =
    promiseFmr === undefined ? { kind: 'fpir', rate: promiseFpir ?? 0.01 } : { kind: 'fmr', rate: promiseFmr }
  const app = await session.app()
  const calibration = apply
    ? (await app.call('thresholds.apply', { promise })).calibration!
    : await app.call('thresholds.calibrate', { promise })
  if (calibration.kind === 'too-little-data') {
    const { best, people, message } = calibration
    const error = { code: 'too-little-data', message }
    return { value: { threshold: null, best, people, error }, text: `${message}\n`, failed: true }
  }
  return { value: resultOf(calibration, promise, apply), text: wordsOf(calibration, apply) }
}

type Calibrated = Extract<Calibration, { kind: 'calibrated' }>

function resultOf(calibration: Calibrated, promise: RatePromise, applied: boolean) {
  const { threshold, interval, expectedFpir, expectedFmr, expectedFnir, people, templates, basis } = calibration
  const promisedFpir = promise.kind === 'fpir' ? promise.rate : null
  const promisedFmr = promise.kind === 'fmr' ? promise.rate : null
  const expected = { expectedFpir, expectedFmr, expectedFnir }
  return { threshold, interval, promisedFpir, promisedFmr, ...expected, people, templates, basis, applied }
}

function wordsOf({ threshold, interval, expectedFpir, expectedFnir, people }: Calibrated, applied: boolean): string {
  const [low, high] = interval.map((bound) => bound.toFixed(3))
  const again = expectedFnir === null ? '' : `Colleagues asked to try again: about ${percent(expectedFnir)}.\n`
  return (
    `Threshold ${threshold.toFixed(3)} (95 % interval ${low} to ${high}) for ${people} people.\n` +
    `Strangers named: about ${percent(expectedFpir)}.\n${again}${applied ? 'It is now in use.\n' : ''}`
  )
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`
}
