import { join } from 'node:path'
import { type Experiment, nothingWrong, rawAmong } from './experiment.ts'
import { runChild } from './run-child.ts'
import { buildShim, createFaults } from './shim.ts'

/** Why the preloaded library is not there; null when it is. */
export function whyNoShim(): string | null {
  const shim = buildShim()
  return 'missing' in shim ? shim.missing : null
}

export function shimPath(): string {
  const shim = buildShim()
  if ('missing' in shim) throw new Error(shim.missing)
  return shim.path
}

/** Every error that a disk gives, at every operation that an entry needs. */
export const entriesOnFailingDisk: Experiment = {
  name: 'EIO, EROFS, EDQUOT, ENOSPC from writing and syncing',
  whyNot: whyNoShim,
  rounds: { whole: 200, short: 24 },
  async run(folder, rounds, random) {
    const faults = createFaults(join(folder, 'faults'), shimPath())
    const child = join(import.meta.dirname, 'children/failing-disk-entries.ts')
    const seed = String(Math.floor(random() * 1e9))
    const { out, err } = await runChild(child, [folder, String(rounds), seed], faults.environment)
    if (out === '') return { ...nothingWrong, rounds, unopened: rounds, wrongWords: [err] }
    const { said, stored, there, integrity, audit, wentOn } = JSON.parse(out)
    const [known, found] = [new Set<number>(stored), new Set<number>(there)]
    const refusals = said as { error: string; code: string; message: string }[]
    const untrue = refusals.filter(({ error, code }) => code !== (error === 'ENOSPC' ? 'disk-full' : 'disk-failed'))
    return {
      ...{ rounds, acknowledged: known.size, unopened: integrity === null && audit === 'intact' ? 0 : 1 },
      lost: [...known].filter((id) => !found.has(id)).length,
      doubled: [...found].filter((id) => !known.has(id)).length,
      wrongWords: [
        ...new Set([
          ...rawAmong(refusals.map(({ message }) => message)),
          ...untrue.map(({ error, message }) => `${error}: ${message}`),
        ]),
      ],
      faults: [
        ...(refusals.length > 0 ? [] : ['nothing was refused']),
        ...(wentOn === rounds ? [] : [`${rounds - wentOn} of ${rounds} did not go on afterwards`]),
      ],
      note: `${refusals.length} refusals; went on when the fault was over`,
    }
  },
}
