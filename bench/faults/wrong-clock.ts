import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type Experiment, nothingWrong, rawAmong } from './experiment.ts'
import { shimPath, whyNoShim } from './failing-disk.ts'
import { runChild } from './run-child.ts'
import { createFaults } from './shim.ts'

const hour = 3_600_000
const day = 24 * hour
/** What clocks jump to and back from. */
const jumps: readonly (readonly [name: string, milliseconds: () => number])[] = [
  ['2038', () => Date.UTC(2038, 0, 19) - Date.now()],
  ['1970', () => -Date.now() + day],
  ['+1 day', () => day],
  ['-1 day', () => -day],
  ['+1 hour', () => hour],
  ['-1 hour', () => -hour],
  ['2100', () => Date.UTC(2100, 0, 1) - Date.now()],
]
/** Five are free, and one more may fall between two locks. */
const maxGuesses = 6

/** The clock goes wrong and right again, with people locked out on both sides and entries in between. */
export const wrongClock: Experiment = {
  name: 'clock set to 2038, 1970, ±1 day, ±1 hour, 2100, and back',
  whyNot: whyNoShim,
  rounds: { whole: jumps.length, short: 2 },
  async run(folder, rounds) {
    const faults: string[] = []
    const said: string[] = []
    let acknowledged = 0
    let lost = 0
    let unopened = 0
    for (const [name, milliseconds] of jumps.slice(0, rounds)) {
      const own = mkdtempSync(join(folder, 'jump-'))
      const data = join(own, 'data')
      mkdirSync(data)
      const { environment } = createFaults(join(own, 'faults'), shimPath())
      const child = join(import.meta.dirname, 'children/clock-jump.ts')
      const { out, err } = await runChild(child, [data, String(milliseconds())], environment)
      if (err !== '') said.push(err)
      if (out === '') {
        unopened++
        continue
      }
      const found = JSON.parse(out)
      acknowledged += found.acknowledged
      lost += Math.max(0, found.acknowledged - found.entries)
      for (const fault of found.faults) faults.push(`${name}: ${fault}`)
      if (found.guesses > maxGuesses) faults.push(`${name}: ${found.guesses} guesses`)
      if (found.guessesMeanwhile > maxGuesses) faults.push(`${name}: ${found.guessesMeanwhile} guesses meanwhile`)
      if (found.waiting > 0) faults.push(`${name}: ${found.waiting} entries wait for the future`)
      if (found.received < found.acknowledged) faults.push(`${name}: ${found.received} of ${found.acknowledged} sent`)
      if (!found.notices.includes('clock-moved')) faults.push(`${name}: nobody was told`)
    }
    const note =
      faults.length === 0
        ? `at most ${maxGuesses} guesses, nobody locked out for longer than the lock, all entries sent`
        : ''
    return {
      ...nothingWrong,
      rounds,
      acknowledged,
      lost,
      unopened,
      faults,
      wrongWords: [...rawAmong(said), ...said.slice(0, 1)],
      note,
    }
  },
}
