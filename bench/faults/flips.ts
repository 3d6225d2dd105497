import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant, ModelId, TemplateId } from '../../main/contract/entities.ts'
import { AppError } from '../../main/contract/errors.ts'
import { EventFilter } from '../../main/contract/events.ts'
import type { Uniform } from '../../main/numeric/random.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { entryOf } from './entry.ts'
import { type Experiment, nothingWrong, possible, rawAmong } from './experiment.ts'

const model = 'test' as ModelId
const people = 12

/** One byte of the database is changed while it is closed: whatever people see differently has to be named. */
export const flippedBytes: Experiment = {
  name: 'one byte of the closed database changed',
  whyNot: possible,
  rounds: { whole: 300, short: 65 },
  async run(folder, rounds, random) {
    const original = join(folder, 'original')
    await fill(original)
    const bytes = readFileSync(join(original, 'rollcall.db'))
    const whole = await lookAt(original)
    if (whole.kind !== 'opened' || whole.named.length > 0)
      throw new Error(`The office is not whole: ${JSON.stringify(whole)}`)
    const counted = { refused: 0, named: 0, byFileAlone: 0, harmless: 0 }
    const faults: string[] = []
    const words: string[] = []
    for (let round = 0; round < rounds; round++) {
      const copy = join(folder, 'copy')
      cpSync(original, copy, { recursive: true })
      const place = placeIn(bytes, random)
      const damaged = Buffer.from(bytes)
      damaged[place]! ^= 1 << Math.floor(random() * 8)
      writeFileSync(join(copy, 'rollcall.db'), damaged)
      const found = await lookAt(copy)
      if (found.kind === 'refused') {
        counted.refused++
        words.push(found.message)
      } else if (found.named.some((what) => what !== 'changed')) counted.named++
      else if (found.named.length > 0) counted.byFileAlone++
      else if (found.seen === whole.seen) counted.harmless++
      else faults.push(`byte ${place} changes what people see, and nobody says so`)
      rmSync(copy, { recursive: true })
    }
    const note = `${counted.refused} refused at the start, ${counted.named} named by what is damaged, ${counted.byFileAlone} by the file alone, ${counted.harmless} changed nothing`
    return { ...nothingWrong, rounds, faults, wrongWords: rawAmong(words), note }
  },
}

/** Most of a small database is empty space; a byte that holds something is looked for. */
function placeIn(bytes: Uint8Array, random: Uniform): number {
  for (;;) {
    const place = Math.floor(random() * bytes.length)
    if (bytes[place] !== 0) return place
  }
}

type Look =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'opened'; readonly named: readonly string[]; readonly seen: string }

async function lookAt(folder: string): Promise<Look> {
  let store: Store
  try {
    store = open(folder)
  } catch (error) {
    // Anything else is a raw error, which the words are searched for.
    const message = error instanceof AppError ? error.message : `Something went wrong inside Rollcall: ${error}`
    return { kind: 'refused', message }
  }
  try {
    const changed = store.highWater.findChange()
    const { integrity, audit, damages } = await store.examine('whole')
    const named = [
      ...(changed === null ? [] : ['changed']),
      ...(store.highWater.findLoss() === null ? [] : ['gone']),
      ...(integrity === null ? [] : [integrity]),
      ...(audit.kind === 'intact' ? [] : ['audit']),
      ...damages.map(({ kind }) => kind),
    ]
    return { kind: 'opened', named, seen: seenIn(store) }
  } finally {
    store.close()
  }
}

/** Everything that screens and files show of a store. */
function seenIn(store: Store): string {
  const parts: (() => unknown)[] = [
    () => store.people.list('', 100),
    () => [...store.events.iterate(EventFilter.parse({}))],
    () => store.pins.list(),
    () => store.settings.get(),
    () => store.settings.readThresholds(),
    () => store.documents.get('kiosks'),
    () => store.requests.list(false),
    () => store.tokens.list(),
    () => store.webhooks.list(),
    () => store.visitors.list(100).map(({ id, seenAt, kiosk }) => [id, seenAt, kiosk]),
    () => store.attendance.listWorkers(null),
    () => store.audit.list(null, 1000),
    () => [...store.templates.listEmbeddings(model)].flat().map(({ templateId, personId }) => [templateId, personId]),
    ...Array.from({ length: people }, (_, at) => () => store.templates.readPhoto((at + 1) as TemplateId)),
  ]
  const shown = parts.map((part) => {
    try {
      return part()
    } catch (error) {
      return String(error)
    }
  })
  return JSON.stringify(shown)
}

function open(folder: string): Store {
  const vault = openVault({ kind: 'file', path: join(folder, 'key') })
  return openStore({ file: join(folder, 'rollcall.db'), vault, now: () => 1000 })
}

async function fill(folder: string): Promise<void> {
  mkdirSync(folder)
  const store = open(folder)
  for (let place = 0; place < people; place++) {
    const person = store.people.create({ name: `Person ${place}`, employeeNumber: `E${place}`, groups: ['Staff'] })
    store.templates.add({
      ...{ personId: person.id, model, quality: 80, source: 'photo', origin: null },
      vector: Float32Array.of(1, 0),
      photo: new Uint8Array(200).fill(place + 1),
    })
    store.pins.set(person.id, new Uint8Array(32).fill(place + 1))
    for (let entry = 0; entry < 20; entry++) store.events.record(entryOf(person, entry * 60_000))
    store.requests.add(
      {
        personId: person.id,
        action: 'add',
        corrects: null,
        direction: 'in',
        at: 5 as Instant,
        zone: 'UTC',
        reason: 'Forgot',
      },
      person.name,
    )
    store.visitors.add({
      ...{ seenAt: place as Instant, kiosk: 'Door', model, quality: 50 },
      ...{ vector: Float32Array.of(1, 0), photo: new Uint8Array(100).fill(7) },
    })
    store.audit.append({
      actor: 'tester',
      via: 'command',
      action: 'person.create',
      subject: `person ${person.id}`,
      details: {},
    })
  }
  store.webhooks.add('https://payroll.example/', 'secret')
  store.tokens.create('Payroll', ['people:read'], null)
  store.settings.set({ threshold: 0.5, cooldownSeconds: 60, kiosk: 'Gate' })
  store.documents.put('kiosks', [{ name: 'Gate', pin: 'alone' }], 0, 'tester')
  store.close()
}
