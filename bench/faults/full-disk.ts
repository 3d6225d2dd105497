import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Experiment, nothingWrong, rawAmong } from './experiment.ts'
import { makePeopleFolder } from './people-folder.ts'
import { runOnSmallDisk, whyNoSmallDisk } from './small-disk.ts'

const children = join(import.meta.dirname, 'children')
const tests = join(import.meta.dirname, '../../test')

/** Entries while the disk fills up, and after there is room again. */
export const entriesOnFullDisk: Experiment = {
  name: 'disk full while entries come',
  whyNot: whyNoSmallDisk,
  rounds: { whole: 20, short: 3 },
  async run(folder, rounds, random) {
    const seed = String(Math.floor(random() * 1e9))
    const { out, err } = await runOnSmallDisk(
      folder,
      8192,
      join(children, 'full-disk-entries.ts'),
      String(rounds),
      seed,
    )
    if (out === '') return { ...nothingWrong, rounds, unopened: rounds, wrongWords: [err] }
    const { said, stored, there, wentOn, integrity, audit } = JSON.parse(out)
    const [known, found] = [new Set<number>(stored), new Set<number>(there)]
    const untrue = (said as string[]).filter((sentence) => !sentence.startsWith('The disk is full'))
    return {
      ...{ rounds, acknowledged: known.size, unopened: integrity === null && audit === 'intact' ? 0 : 1 },
      lost: [...known].filter((id) => !found.has(id)).length,
      doubled: [...found].filter((id) => !known.has(id)).length,
      wrongWords: rawAmong([...new Set([...untrue, ...(err === '' ? [] : [err])])]).concat(untrue.slice(0, 1)),
      faults: [
        ...(said.length > 0 ? [] : ['nothing was refused']),
        ...(wentOn === rounds ? [] : [`${rounds - wentOn} of ${rounds} did not go on when there was room`]),
      ],
      note: `${said.length} refusals; went on when there was room`,
    }
  },
}

/** An office that looks at everything with not a byte left, starts and closes. */
export const readingOnFullDisk: Experiment = {
  name: 'disk full: reading, exports, backup, stop and start',
  whyNot: whyNoSmallDisk,
  rounds: { whole: 1, short: 1 },
  async run(folder, rounds) {
    const { out, err } = await runOnSmallDisk(folder, 16_384, join(tests, 'handlers/full-disk-child.ts'))
    if (out === '') return { ...nothingWrong, rounds, unopened: 1, wrongWords: [err] }
    const { said, unfinished } = JSON.parse(out) as { said: Record<string, string>; unfinished: string[] }
    const mayFail = /^full: (events\.export|export|backup|people\.create)/
    const failed = Object.keys(said).filter((name) => !mayFail.test(name))
    return {
      ...nothingWrong,
      rounds,
      wrongWords: rawAmong(Object.values(said)),
      faults: [...failed.map((name) => `${name}: ${said[name]}`), ...unfinished.map((name) => `${name} is left`)],
      note: 'everything can be looked at',
    }
  },
}

/** An import that finds the disk full counts what it did, and goes on when there is room. */
export const importOnFullDisk: Experiment = {
  name: 'disk full: `rollcall import`',
  whyNot: whyNoSmallDisk,
  rounds: { whole: 4, short: 1 },
  async run(folder, rounds) {
    const people = await makePeopleFolder(folder)
    const faults: string[] = []
    const said: string[] = []
    for (let round = 0; round < rounds; round++) {
      const disk = join(folder, `disk-${round}`)
      mkdirSync(disk)
      const words = [people, String([300, 600, 100, 450][round])]
      const { out, err } = await runOnSmallDisk(disk, 32_768, join(children, 'full-disk-import.ts'), ...words)
      const { first, bare, taken, second } = JSON.parse(out)
      said.push(first.said, second.said, err)
      if (bare > 0) faults.push(`${bare} people without a template`)
      if (!/\d+ new templates? from \d+ photos?/.test(first.said)) faults.push(`no count: ${first.said}`)
      if (!first.said.includes('run the same command again to go on')) {
        faults.push(`the disk was not full, or nobody was told what to do: ${first.said}`)
      }
      if (!second.said.includes(`${taken} enrolled already`)) faults.push(`the second run: ${second.said}`)
    }
    return {
      ...nothingWrong,
      rounds,
      faults,
      wrongWords: rawAmong(said),
      note: 'what was done is counted; a second run goes on',
    }
  },
}

/** New data on a disk with hardly any room. */
export const firstStartOnFullDisk: Experiment = {
  name: 'disk full: first start, 0 to 1,024 kB free',
  whyNot: whyNoSmallDisk,
  rounds: { whole: 33, short: 33 },
  async run(folder) {
    const { out } = await runOnSmallDisk(folder, 2048, join(tests, 'store/first-start-child.ts'))
    const came = JSON.parse(out) as { code: string; message?: string }[]
    const refused = came.filter(({ code }) => code !== 'open')
    const untrue = refused.flatMap(({ code, message = '' }) => (code === 'disk-full' ? [] : [message]))
    return { ...nothingWrong, rounds: came.length, wrongWords: untrue, note: `${refused.length} refused as full` }
  },
}
