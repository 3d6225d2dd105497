import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { errorBody } from '../../main/contract/errors.ts'
import { EventFilter } from '../../main/contract/events.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrations } from '../../main/store/migrate.ts'
import { killRestores } from '../../test/helpers/killed-restores.ts'
import { storeOf } from './children/store-of.ts'
import { entryOf } from './entry.ts'
import { type Experiment, nothingWrong, possible, rawAmong } from './experiment.ts'
import { makeOldOffice, readOffice } from './old-office.ts'
import { makePeopleFolder } from './people-folder.ts'
import { runKilled } from './run-child.ts'

const root = join(import.meta.dirname, '../..')
const children = join(import.meta.dirname, 'children')

/** Enrolling and entries without end, killed at any moment. */
export const killedWhileEntriesCome: Experiment = {
  name: 'kill -9 while people are enrolled and entries come',
  whyNot: possible,
  rounds: { whole: 50, short: 5 },
  async run(folder, rounds, random) {
    const script = join(root, 'test/store/writer.ts')
    const known = new Set<number>()
    const said: string[] = []
    let unopened = 0
    let there = new Set<number>()
    for (let round = 0; round < rounds; round++) {
      const kill = { afterLines: 1 + Math.floor(random() * 12), milliseconds: random() * 15 }
      const { out, err } = await runKilled(script, [join(folder, 'rollcall.db'), join(folder, 'key')], kill)
      for (const [, id] of out.matchAll(/^event (\d+)$/gm)) known.add(Number(id))
      if (err !== '') said.push(err)
      try {
        const store = storeOf(folder)
        const { integrity, audit } = await store.examine('whole')
        if (integrity !== null || audit.kind === 'broken') unopened++
        there = new Set([...store.events.iterate(EventFilter.parse({}))].map(({ id }) => id))
        store.close()
      } catch (error) {
        unopened++
        said.push(errorBody(error).message)
      }
    }
    const lost = [...known].filter((id) => !there.has(id)).length
    return { ...nothingWrong, rounds, acknowledged: known.size, lost, unopened, wrongWords: said }
  },
}

/** Whatever has the name of a backup must be a whole one. */
export const killedBackups: Experiment = {
  name: 'kill -9 while a backup is written',
  whyNot: possible,
  rounds: { whole: 100, short: 6 },
  async run(folder, rounds, random) {
    const entries = 20_000
    const data = join(folder, 'data')
    const to = join(folder, 'copy.db')
    mkdirSync(data)
    const store = storeOf(data)
    const ada = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
    store.transaction(() => {
      for (let at = 0; at < entries; at++) store.events.record(entryOf(ada, at))
    })
    store.close()
    const script = join(children, 'write-backup.ts')
    const begun = performance.now()
    await runKilled(script, [data, to], {})
    const whole = performance.now() - begun
    rmSync(to)
    let short = 0
    let named = 0
    for (let round = 0; round < rounds; round++) {
      await runKilled(script, [data, to], { milliseconds: random() * whole })
      if (!existsSync(to)) continue
      named++
      const restored = join(folder, 'restored')
      mkdirSync(restored)
      cpSync(to, join(restored, 'rollcall.db'))
      cpSync(join(data, 'key'), join(restored, 'key'))
      try {
        const copy = storeOf(restored)
        const { integrity } = await copy.examine('whole')
        if (integrity !== null || copy.events.count() !== entries) short++
        copy.close()
      } catch {
        short++
      }
      rmSync(restored, { recursive: true })
      rmSync(to)
    }
    return {
      ...nothingWrong,
      rounds,
      unopened: short,
      note: `${named} had their name, all whole; the others left none`,
    }
  },
}

/** Every earlier schema is brought up to date, is cut off, and goes on. */
export const killedMigrations: Experiment = {
  name: 'kill -9 while an earlier version is brought up to date',
  whyNot: possible,
  rounds: { whole: 3 * (migrations.length - 1), short: 2 },
  async run(folder, rounds, random) {
    const script = join(children, 'open-store.ts')
    const said: string[] = []
    let unopened = 0
    let cut = 0
    let whole = 0
    for (let round = 0; round < rounds; round++) {
      const version = 1 + (round % (migrations.length - 1))
      const data = join(folder, `data-${round}`)
      mkdirSync(data)
      const file = join(data, 'rollcall.db')
      const before = makeOldOffice(file, version, 60_000)
      if (whole === 0) {
        cpSync(data, join(folder, 'whole'), { recursive: true })
        const begun = performance.now()
        await runKilled(script, [join(folder, 'whole')], {})
        whole = performance.now() - begun
      }
      const { out } = await runKilled(script, [data], { afterLines: 1, milliseconds: random() * whole * 0.7 })
      if (!out.includes('open')) cut++
      try {
        storeOf(data).close()
        const database = openDatabase(file, { readonly: true })
        if (JSON.stringify(readOffice(database)) !== JSON.stringify(before)) unopened++
        database.close()
      } catch (error) {
        unopened++
        said.push(errorBody(error).message)
      }
      rmSync(data, { recursive: true })
    }
    const note = `60,000 entries in each of ${Math.min(rounds, migrations.length - 1)} schemas; ${cut} were cut off, the rest was done before`
    return { ...nothingWrong, rounds, unopened, wrongWords: rawAmong(said), note }
  },
}

/** People and photos that are imported by the command line, cut off; the same command goes on. */
export const killedImports: Experiment = {
  name: 'kill -9 while `rollcall import` works',
  whyNot: possible,
  rounds: { whole: 8, short: 1 },
  async run(folder, rounds, random) {
    const people = await makePeopleFolder(folder)
    const importTo = (data: string) => ['--data', data, '--json', 'import', people]
    const program = join(root, 'main/shells/cli/main.ts')
    const begun = performance.now()
    const unkilled = JSON.parse((await runKilled(program, importTo(join(folder, 'whole')), {})).out)
    const whole = performance.now() - begun
    const faults: string[] = []
    let cut = 0
    for (let round = 0; round < rounds; round++) {
      const data = join(folder, `data-${round}`)
      const { code } = await runKilled(program, importTo(data), { milliseconds: whole * (0.3 + 0.7 * random()) })
      if (code === null) cut++
      if (existsSync(join(data, 'rollcall.db'))) {
        const store = storeOf(data)
        const bare = store.people.list('', 1000).people.filter(({ templates }) => templates === 0)
        if (bare.length > 0) faults.push(`round ${round}: ${bare.length} people without a template`)
        store.close()
      }
      const again = JSON.parse((await runKilled(program, importTo(data), {})).out)
      if (again.people !== unkilled.people)
        faults.push(`round ${round}: ${again.people} of ${unkilled.people} people after a second run`)
    }
    const note = `${unkilled.people} people; ${cut} were cut off; nobody without a template, and a second run brings the rest`
    return { ...nothingWrong, rounds, faults, note }
  },
}

/** The old state or the new one, and a backup that nobody touched. */
export const killedRestores: Experiment = {
  name: 'kill -9 while a backup is restored, at moments spread over all of it',
  whyNot: possible,
  rounds: { whole: 50, short: 4 },
  async run(folder, rounds) {
    const { killed, old, restored, faults } = await killRestores(folder, rounds)
    const note = `${killed} killed: ${old} old states, ${restored} new ones`
    return { ...nothingWrong, rounds, unopened: faults.length, faults, note }
  },
}
