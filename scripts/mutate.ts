import { Stryker } from '@stryker-mutator/core'

/** Code that is mutated together, and the tests that are to notice, the fastest first. */
interface Part {
  readonly mutate: string
  readonly tests: readonly string[]
}

/** The code whose errors tests must find; the slowest comes last. */
const parts: Readonly<Record<string, Part>> = {
  decide: {
    mutate: 'main/matching/{decide,dispute,track-evidence,linear-map}.ts',
    tests: ['test/matching/{decide,dispute,track-evidence,linear-map}.test.ts'],
  },
  track: { mutate: 'main/vision/track.ts', tests: ['test/vision/track.test.ts'] },
  gallery: {
    mutate: 'main/matching/{gallery,match,scratch,dot-kernel}.ts',
    tests: ['test/matching/{gallery,scratch,dot-kernel}.test.ts'],
  },
  door: {
    mutate: 'main/attendance/{presence,corrections,requests,evidence,clock,board}.ts',
    tests: [
      'test/attendance/{presence,requests,clock,board,timesheet-examples}.test.ts',
      'test/services/clock.test.ts',
    ],
  },
  shifts: {
    mutate: 'main/attendance/{planned-shifts,leave,day-of-stay,missed-time,worktime}.ts',
    tests: ['test/attendance/{planned-shifts,worktime,leave,schedule,timesheet,timesheet-examples,board}.test.ts'],
  },
  days: {
    mutate: 'main/attendance/{schedule,sessions,timesheet,zone,date,day-figures}.ts',
    tests: ['test/attendance/{schedule,timesheet,timesheet-examples,board,day-figures,zone,date}.test.ts'],
  },
  files: {
    mutate: 'main/attendance/{csv,xlsx,print,table,payroll}.ts',
    tests: ['test/attendance/{export,payroll,print}.test.ts'],
  },
  calendar: {
    mutate: 'main/attendance/{calendar,read-calendar}.ts',
    tests: ['test/attendance/calendar.test.ts', 'test/attendance/read-calendar.test.ts'],
  },
  webhooks: {
    mutate: 'main/{attendance/webhook,store/webhooks}.ts',
    tests: ['test/attendance/webhook.test.ts', 'test/store/webhooks.test.ts'],
  },
  sender: {
    mutate: 'main/services/webhook-sender.ts',
    tests: ['test/services/webhook-sender.test.ts'],
  },
  pins: {
    mutate: 'main/store/pins.ts',
    tests: ['test/store/pins.test.ts'],
  },
  scores: {
    mutate: 'main/matching/calibrate/{scores,tail,drift}.ts',
    tests: ['test/matching/drift.test.ts', 'test/matching/calibrate/{scores,tail}.test.ts'],
  },
  calibrate: {
    mutate: 'main/matching/calibrate/{calibrate,assess,genuine-model,impostor-model}.ts',
    tests: [
      'test/matching/calibrate/{assess,genuine-model,impostor-model}.test.ts',
      'test/matching/calibrate/calibrate.test.ts',
    ],
  },
  graph: {
    mutate: 'main/matching/{hnsw,index-file,build-index}.ts',
    tests: ['test/matching/hnsw.test.ts', 'test/matching/{index-file,build-index}.test.ts'],
  },
  search: {
    mutate: 'main/matching/searcher.ts',
    tests: ['test/matching/{searcher,erased-graph}.test.ts'],
  },
  kiosk: {
    mutate: 'main/{handlers/kiosks,services/{visits,dispute-event,record-check,liveness-check,repeats}}.ts',
    tests: ['test/{handlers/{kiosk-visits,kiosks},services/liveness-check}.test.ts'],
  },
}

/** Per cent of the mutants that the tests of a part must notice. */
const minScore = 80

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)
for (const name of names) {
  const part = parts[name]
  if (part === undefined) throw new Error(`There is no part "${name}". Parts are ${Object.keys(parts).join(', ')}.`)
  const score = await scoreOf(name, part)
  console.log(`${name}: ${score.toFixed(1)} %`)
  if (score < minScore) process.exitCode = 1
}

/** Per cent of the mutants of a part that a test noticed, or that never came to an end. */
async function scoreOf(name: string, { mutate, tests }: Part): Promise<number> {
  process.env.MUTATION_TESTS = tests.join(' ')
  const results = await new Stryker({
    mutate: [mutate],
    ...{ testRunner: 'vitest', plugins: ['@stryker-mutator/vitest-runner'] },
    // Vitest 5 finds no tests related to a file for Stryker: mutants of what runs when a file is loaded would all
    // survive.
    vitest: { configFile: 'test/mutation.config.ts', related: false },
    concurrency: 2,
    ...{ incremental: true, incrementalFile: `.cache/mutation/${name}.json`, tempDirName: '.cache/mutation/sandbox' },
    ignorePatterns: ['dist', 'out', 'docs', 'bench', '.cache'],
    // Stryker would rewrite tsconfig.json with an interface that TypeScript 7 does not have any more.
    tsconfigFile: 'no-tsconfig.json',
    reporters: ['progress', 'clear-text', 'html'],
    htmlReporter: { fileName: `.cache/mutation/${name}.html` },
  }).runMutationTest()
  const count = (...states: string[]) => results.filter(({ status }) => states.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  return (100 * noticed) / (noticed + count('Survived', 'NoCoverage'))
}
