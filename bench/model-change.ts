/**
 * What a change of the model costs an office while it goes on:
 *
 *   npm run bench model-change [-- --json]
 *
 * Ten thousand made-up people, each with a kept photo, change to a second pack, made for this from the one that ships.
 * A face stands before the kiosk in turns of ten seconds: alone, and while the photos are read. Then twenty processes
 * that are killed read them, and one that goes on to the end; the office switches, and goes back.
 * ROLLCALL_PEOPLE is another number of people.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { type App, createApp } from '../main/app.ts'
import { encodeFrame } from '../main/contract/frame.ts'
import { defaultMaxExact } from '../main/matching/searcher.ts'
import { createRandom } from '../main/numeric/random.ts'
import { median } from '../main/numeric/statistics.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { writeModelsWithSecondPack } from '../test/helpers/second-pack.ts'

export const name = 'model-change'
/** A ratio near 1, which a busy machine moves more than the code does. */
export const tolerances = { frame: 0.4 }

const people = Number(process.env.ROLLCALL_PEOPLE ?? 10_000)
const kills = 20
const turnMs = 10_000
const turns = 4
const wanted = 1.3

const models = mkdtempSync(join(tmpdir(), 'rollcall-models-'))
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const key = { kind: 'file' as const, path: join(folder, 'key') }

export async function run({ json }: { json: boolean }): Promise<Record<string, number>> {
  try {
    writeModelsWithSecondPack(models)
    const say = (line: string) => json || console.log(line)
    await fill()
    say(`${people} people with a photo each.`)
    const { alone, reading } = await measureFrames()
    const ratio = reading / alone
    say(
      `From a frame to its decision: median ${alone.toFixed(1)} ms, and ${reading.toFixed(1)} ms while photos are read: ` +
        `${ratio.toFixed(2)} times as long (wanted: at most ${wanted})`,
    )
    const killed = await readAndKill()
    const read = await readToTheEnd()
    say(
      `Killed ${kills} times, with ${killed.left.join(', ')} photos left, and none in the end. ` +
        `None of the ${kills} held more than ${killed.peak.toFixed(0)} MB.`,
    )
    say(
      `Read with nobody at the door: ${read.perPhoto.toFixed(1)} ms a photo; the process grew by ` +
        `${read.grown.toFixed(0)} MB at most, to ${read.peak.toFixed(0)} MB.`,
    )
    const { same, search } = await goForthAndBack()
    say(`Forth and back: ${same} decisions are the same to the last bit (search: ${search}).`)
    return { frame: ratio }
  } finally {
    for (const each of [models, folder]) rmSync(each, { recursive: true, force: true })
  }
}

const openIt = (): Promise<App> =>
  createApp({
    ...{ dataFolder: folder, modelsFolder: models, key, shell: 'test' },
    caller: { actor: 'bench', via: 'command', role: 'owner' },
  })

interface Cut {
  readonly sample: number
  readonly left: number
  readonly top: number
}

/** The same woman in two photos, and a wall. */
const enrolled: Cut = { sample: 3, left: 890, top: 50 }
const shown: Cut = { sample: 1, left: 1270, top: 90 }

const cut = ({ sample, left, top }: Cut) =>
  sharp(join(models, 'samples', `sample${sample}.jpg`)).extract({ left, top, width: 600, height: 600 })

/** One real person, and many whose photo is hers, slightly changed, and whose embedding is made up. */
async function fill(): Promise<void> {
  const app = await openIt()
  await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0, liveness: 'off' })
  await app.call('thresholds.apply', { promise: null })
  const { id } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: id, photo: await cut(enrolled).jpeg().toBuffer() })
  await app.close()
  const store = openStore({ file: join(folder, 'rollcall.db'), vault: openVault(key), now: Date.now })
  const [template] = store.templates.listOfPerson(id)
  const photo = store.templates.readPhoto(template!.id)!
  const photos = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      sharp(photo)
        .modulate({ brightness: 0.7 + 0.01 * at, hue: 3 * at })
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  )
  const random = createRandom(1)
  for (let made = 1; made < people; ) {
    store.transaction(() => {
      for (const end = Math.min(people, made + 500); made < end; made++) {
        const person = store.people.create({ name: `Person ${made}`, employeeNumber: null, groups: [] })
        const vector = Float32Array.from({ length: 512 }, () => random.next() - 0.5)
        const length = Math.hypot(...vector)
        const draft = { quality: 80, source: 'photo', origin: null, model: template!.model } as const
        const unit = vector.map((value) => value / length)
        store.templates.add({ ...draft, personId: person.id, vector: unit, photo: photos[made % 50]! })
      }
    })
  }
  store.close()
}

let sequence = 0

async function pixels(): Promise<Uint8Array> {
  return new Uint8Array(await cut(shown).resize(480, 480).ensureAlpha().raw().toBuffer())
}

/** Shows the face for a while at ten frames a second. @returns how long each frame took */
async function show(app: App, face: Uint8Array, milliseconds: number): Promise<number[]> {
  const times: number[] = []
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    const data = new Uint8Array(face)
    // A picture that stands still decides nothing; what differs here is an opacity, which nothing looks at.
    data[3] = ++sequence % 256
    const frame = {
      purpose: 'kiosk',
      width: 480,
      height: 480,
      sequence,
      capturedAt: sequence * 100,
      kiosk: 'Door',
      data,
    } as const
    const start = performance.now()
    await app.pushFrame(encodeFrame(frame))
    const took = performance.now() - start
    times.push(took)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 100 - took)))
  }
  return times
}

async function measureFrames(): Promise<{ alone: number; reading: number }> {
  const app = await openIt()
  const face = await pixels()
  await show(app, face, 5_000)
  const [alone, reading]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    alone.push(...(await show(app, face, turnMs)))
    await app.call('modelChange.begin', { pack: 'turned' })
    await show(app, face, 2_000)
    reading.push(...(await show(app, face, turnMs)))
    if (turn < turns - 1) await app.call('modelChange.end', {})
  }
  await app.close()
  return { alone: median(alone), reading: median(reading) }
}

/**
 * Reads in processes that are killed a moment after their share has been read, so that they die all along the way.
 * @returns how many photos were left after each, and the most memory that one of them held
 */
async function readAndKill(): Promise<{ left: number[]; peak: number }> {
  const left: number[] = []
  const random = createRandom(2)
  let peak = 0
  for (let kill = 1; kill <= kills; kill++) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../test/services/model-change-child.ts'), folder, models],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const enough = people * (1 - kill / (kills + 1))
    await new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => Number(line) <= enough && resolve())
    })
    await sleep(500 * random.next())
    peak = Math.max(peak, memoryOf(child.pid!, 'VmHWM'))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('close', resolve))
    left.push(await countWaiting())
  }
  return { left, peak }
}

async function countWaiting(): Promise<number> {
  const store = openStore({ file: join(folder, 'rollcall.db'), vault: openVault(key), now: Date.now })
  const { model } = store.documents.get('model-change').value!
  const waiting = store.templates.countWithoutEmbedding(model as never)
  store.close()
  return waiting
}

/** In MB: what a process holds (`VmRSS`), or has held at most (`VmHWM`). */
function memoryOf(process: number | 'self', what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8')
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
}

const residentMb = () => memoryOf('self', 'VmRSS')

async function readToTheEnd(): Promise<{ perPhoto: number; grown: number; peak: number }> {
  const before = await countWaiting()
  const app = await openIt()
  const start = residentMb()
  let peak = start
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb())
  }, 50)
  const began = performance.now()
  const { beside } = await app.call('modelChange.run', {})
  const took = performance.now() - began
  clearInterval(timer)
  await app.close()
  if (beside?.waiting !== 0 || beside.templates !== people) throw new Error('Not all photos were read.')
  return { perPhoto: took / before, grown: peak - start, peak }
}

/** @returns how many decisions were the same before and after, and by which kind of search */
async function goForthAndBack(): Promise<{ same: number; search: string }> {
  const before = await decide()
  await switchModels()
  // The other model builds its own index, beside which the former one's must stay as it was.
  await decide()
  await switchModels()
  const after = await decide()
  if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error('A decision is another one.')
  return { same: before.made.length, search: before.search }
}

async function switchModels(): Promise<void> {
  const app = await openIt()
  await app.call('modelChange.switch', {})
  await app.close()
}

/** Decides by the index that a gallery of this size has, once it is built. */
async function decide(): Promise<{ search: string; made: unknown[] }> {
  const app = await openIt()
  const made: unknown[] = []
  const kindOfSearch = async () => (await app.call('system.info', {})).search
  while (people > defaultMaxExact && (await kindOfSearch()) !== 'hnsw') await sleep(500)
  for (let at = 0; at < 40; at++) {
    const photo = await cut({ ...shown, left: shown.left - at, top: shown.top + (at % 7) })
      .jpeg()
      .toBuffer()
    const { faces } = await app.call('search.photo', { photo, top: 5 })
    made.push(...faces.map(({ decision, candidates }) => ({ decision, candidates })))
  }
  const search = await kindOfSearch()
  await app.close()
  return { search, made }
}
