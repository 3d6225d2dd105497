import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { type Experiment, nothingWrong, possible, rawAmong } from './experiment.ts'
import { whyNoSmallDisk } from './small-disk.ts'

const main = join(import.meta.dirname, '../../main/shells/cli/main.ts')

interface Way {
  readonly name: string
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly words: readonly string[]
}

/** Machines on which the command line must work as on any other. */
export const oddMachines: Experiment = {
  name: 'TZ empty or unknown, a user without a name, /dev/shm read-only',
  whyNot: possible,
  rounds: { whole: 4, short: 2 },
  async run(folder, rounds) {
    const superuser = process.getuid?.() === 0
    const ways: Way[] = [
      { name: 'TZ empty', command: [], environment: { TZ: '' }, words: ['people', 'list'] },
      { name: 'TZ unknown', command: [], environment: { TZ: 'Nowhere/Land' }, words: ['people', 'list'] },
      ...(superuser
        ? [{ name: 'no name', command: ['setpriv', '--reuid=4242', '--clear-groups'], words: ['people', 'list'] }]
        : []),
      ...(whyNoSmallDisk() === null
        ? [
            {
              name: '/dev/shm read-only',
              command: [
                'unshare',
                ...(superuser ? ['-m'] : ['-Urm']),
                'sh',
                '-c',
                'mount -t tmpfs -o ro tmpfs /dev/shm && exec "$0" "$@"',
              ],
              words: ['doctor'],
            },
          ]
        : []),
    ]
    chmodSync(folder, 0o777)
    const faults: string[] = []
    const said: string[] = []
    const tried = ways.slice(0, rounds)
    for (const { name, command, environment, words } of tried) {
      const data = join(folder, name.replaceAll(/\W/g, '-'))
      const [program = '', ...rest] = [...command, process.execPath, main, '--data', data, ...words]
      const run = spawnSync(program, rest, { encoding: 'utf8', env: { ...process.env, HOME: folder, ...environment } })
      said.push(run.stdout, run.stderr)
      if (run.status !== 0)
        faults.push(`${name}: ended with ${run.status}: ${(run.stderr || run.stdout).slice(0, 300)}`)
    }
    return {
      ...nothingWrong,
      rounds: tried.length,
      faults,
      wrongWords: rawAmong(said),
      note: tried.map(({ name }) => name).join(', '),
    }
  },
}
