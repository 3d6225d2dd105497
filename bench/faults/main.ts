/**
 * Does to Rollcall what happens to computers, and counts what comes of it.
 *
 *   npm run faults                     all of it, in minutes
 *   npm run faults -- --short          the part of it that the tests run
 *   npm run faults -- --seed 7         with other moments and places
 *   npm run faults -- --only 'disk'    the experiments whose name holds this
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRandom } from '../../main/numeric/random.ts'
import { type Experiment, nothingWrong, type Outcome } from './experiment.ts'
import { experiments } from './experiments.ts'

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

/** Runs one experiment in a folder of its own. */
async function run(experiment: Experiment): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-faults-'))
  try {
    const { whole, short } = experiment.rounds
    return await experiment.run(folder, options.short ? short : whole, createRandom(Number(options.seed)).next)
  } catch (error) {
    return { ...nothingWrong, rounds: 0, faults: [`it could not be run to its end: ${error}`] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function wrong({ lost, doubled, unopened, wrongWords, faults }: Outcome): boolean {
  return lost + doubled + unopened + wrongWords.length + faults.length > 0
}

const count = (value: number) => (value === 0 ? '0' : `**${value.toLocaleString('en')}**`)

function row(name: string, outcome: Outcome): string {
  const { rounds, acknowledged, lost, doubled, unopened, wrongWords, faults, note } = outcome
  const cells = [
    ...[name, String(rounds), acknowledged === 0 ? '–' : acknowledged.toLocaleString('en')],
    ...[lost, doubled, unopened, wrongWords.length, faults.length].map(count),
    note,
  ]
  return `| ${cells.join(' | ')} |`
}

const command = `npm run faults -- --seed ${options.seed}${options.short ? ' --short' : ''}`
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
console.log(`\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
console.log(
  '| experiment | rounds | acknowledged | lost | doubled | did not open | wrong words | other faults | what was seen |',
)
console.log('|---|---|---|---|---|---|---|---|---|')
const complaints: string[] = []
const chosen = experiments.filter(({ name }) => name.includes(options.only))
if (chosen.length === 0)
  complaints.push(`no experiment's name holds "${options.only}": ${experiments.map(({ name }) => name).join('; ')}`)
for (const experiment of chosen) {
  const missing = experiment.whyNot()
  if (missing !== null) {
    console.log(`| ${experiment.name} | not run: ${missing} |  |  |  |  |  |  |  |`)
    continue
  }
  const outcome = await run(experiment)
  console.log(row(experiment.name, outcome))
  if (wrong(outcome))
    complaints.push(`${experiment.name}: ${[...outcome.wrongWords, ...outcome.faults].slice(0, 5).join(' / ')}`)
}
for (const complaint of complaints) console.error(`\n${complaint}`)
process.exitCode = complaints.length > 0 ? 1 : 0
