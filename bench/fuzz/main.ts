/**
 * Sends mutated input to everything that reads what others write, and counts what comes of it.
 *
 *   npm run fuzz                        10,000 cases for each target; takes an hour, most of it the backups
 *   npm run fuzz -- --cases 500         fewer
 *   npm run fuzz -- --short             the part of it that the tests run
 *   npm run fuzz -- --seed 7            other mutations
 *   npm run fuzz -- --only ICS          the targets whose name holds this
 */
import { parseArgs } from 'node:util'
import { fuzz } from './run.ts'
import { targets } from './targets.ts'

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '10000' },
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

console.log('| target | cases | taken | refused | crashes | over 2 s | worst, ms | memory | other faults |')
console.log('|---|---|---|---|---|---|---|---|---|')
let failed = false
for (const { name, short } of targets.filter((each) => each.name.includes(options.only))) {
  const result = await fuzz(name, options.short ? short : Number(options.cases), Number(options.seed))
  if (result.kind === 'crashed') {
    failed = true
    console.log(`| ${name} | | | | **1** | | | | ${result.how} |`)
    continue
  }
  const { cases, taken, refused, hangs, worstMs, growth, faults, faultCount } = result.fuzzed
  failed ||= hangs + faultCount > 0 || growth > 2
  console.log(`| ${[name, cases, taken, refused, 0, hangs, worstMs, `× ${growth}`, faultCount].join(' | ')} |`)
  for (const fault of faults) console.log(`  ${fault}`)
}
process.exitCode = failed ? 1 : 0
