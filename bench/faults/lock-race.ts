import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Experiment, nothingWrong, possible, rawAmong } from './experiment.ts'

const starters = 4

/** Several windows at once on one folder, with a note in it that somebody left. */
export const lockRace: Experiment = {
  name: `${starters} windows at once on one folder, a note of a dead one in it`,
  whyNot: possible,
  rounds: { whole: 25, short: 3 },
  async run(folder, rounds) {
    const faults: string[] = []
    const said: string[] = []
    for (let round = 0; round < rounds; round++) {
      writeFileSync(join(folder, 'window.lock'), JSON.stringify({ pid: 1, shell: 'electron' }))
      const children = Array.from({ length: starters }, () =>
        spawn(process.execPath, [join(import.meta.dirname, 'children/take-lock.ts'), folder], {
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      )
      const answers = await Promise.all(
        children.map(
          (child) =>
            new Promise<string>((resolve) => {
              child.stdout.once('data', (text: Buffer) => resolve(String(text).trim()))
              child.stderr.once('data', (text: Buffer) => resolve(String(text).trim()))
              child.once('close', () => resolve('it ended without a word'))
            }),
        ),
      )
      const held = answers.filter((answer) => answer === 'held').length
      if (held !== 1) faults.push(`round ${round}: ${held} had the folder`)
      said.push(...answers.filter((answer) => answer !== 'held'))
      const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
    }
    const untrue = said.filter((sentence) => !sentence.includes('is already open on'))
    return {
      ...nothingWrong,
      rounds,
      faults,
      wrongWords: [...rawAmong(said), ...untrue],
      note: faults.length === 0 ? 'one had the folder each time' : '',
    }
  },
}
