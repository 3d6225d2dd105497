import { EventEmitter, once } from 'node:events'
import { mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { App, AppOptions } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import type { ImportProgress } from '../../main/contract/imports.ts'
import { createVisionFor } from '../../main/photo-vision.ts'
import { openDatabase } from '../../main/store/database.ts'
import type { Vision } from '../../main/vision/vision.ts'
import { modelsFolder, openApp, scratchFolder } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, mediocre, stranger } from '../helpers/pictures.ts'
import { pair } from '../helpers/waiting-import.ts'

type Files = Readonly<Record<string, Uint8Array>>

const chosen = (files: Files, list: { path: string; content: Uint8Array } | null = null) => ({
  source: 'staff',
  files: Object.entries(files).map(([path, { length }]) => ({ path, bytes: length })),
  list,
})

/** Hands over what the engine misses, at most so many photos. @returns the paths */
async function hand(app: App, files: Files, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const { photos } = await app.call('imports.missing', {})
  const handed = photos.slice(0, most)
  for (const { id, path } of handed) await app.call('imports.hand', { id, photo: files[path]! })
  return handed.map(({ path }) => path)
}

async function until(app: App, wanted: (progress: ImportProgress) => boolean): Promise<ImportProgress> {
  const look = async () => {
    const { progress } = await app.call('imports.progress', {})
    return progress !== null && wanted(progress) ? progress : null
  }
  return (await vi.waitUntil(look, { timeout: 60_000, interval: 20 }))!
}

const finished = (app: App) => until(app, ({ state }) => state === 'finished')

async function names(app: App): Promise<string[]> {
  const { people } = await app.call('people.list', {})
  return people.map(({ name, employeeNumber, templates }) => `${name} ${employeeNumber ?? '-'} ${templates}`)
}

test('folders become people; what will not do is named, and what is doubtful waits for a decision', async () => {
  const app = await openApp()
  const files: Files = {
    'Ada_Lovelace/1.jpg': await jpeg(ada),
    'Ada_Lovelace/broken.jpg': (await jpeg(ada)).subarray(0, 20_000),
    'Grace Hopper/1.jpg': await jpeg(adaAgain),
    'Max/group.jpg': await pair(adaAgain, stranger),
    'Max/phone.avif': new Uint8Array(9),
    'Thumbs.db': new Uint8Array(3),
    'loose.jpg': await jpeg(stranger),
  }
  expect(await app.call('imports.plan', chosen(files))).toEqual({
    people: 3,
    photos: 4,
    names: ['Ada Lovelace', 'Grace Hopper', 'Max'],
    rejected: 2,
  })
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  const { counts, people, queued } = await finished(app)
  expect(counts).toEqual({ missing: 0, waiting: 0, held: 0, taken: 1, known: 0, refused: 3, review: 2, skipped: 0 })
  expect({ people, queued }).toEqual({ people: 1, queued: 2 })
  const { rows } = await app.call('imports.report', {})
  expect(Object.fromEntries(rows.map(({ path, state, reason }) => [path, `${state} ${reason}`]))).toEqual({
    'Ada_Lovelace/1.jpg': 'taken null',
    'Ada_Lovelace/broken.jpg': 'refused image-truncated',
    'Grace Hopper/1.jpg': 'review looks-like-somebody-else',
    'Max/group.jpg': 'review several-faces',
    'Max/phone.avif': 'refused other-format',
    'loose.jpg': 'refused no-person',
  })
  expect(await names(app)).toEqual(['Ada Lovelace - 1'])
})

test('nobody is doubled: handed over again, begun again, and opened again it goes on where it was', async () => {
  const dataFolder = scratchFolder()
  const files: Files = {
    'Ada/1.jpg': await jpeg(ada),
    'Ada/2.jpg': await jpeg(adaAgain),
    'Max/1.jpg': await jpeg(stranger),
  }
  const first = await openApp({ dataFolder })
  await first.call('imports.begin', chosen(files))
  expect(await hand(first, files, 2)).toEqual(['Ada/1.jpg', 'Ada/2.jpg'])
  await first.close()

  const app = await openApp({ dataFolder })
  // What was handed over is looked at without a window.
  await until(app, ({ counts }) => counts.taken === 2)
  await app.call('imports.pause', {})
  expect((await app.call('imports.begin', chosen(files))).progress).toMatchObject({ state: 'running', source: 'staff' })
  expect(await hand(app, files)).toEqual(['Max/1.jpg'])
  expect((await finished(app)).counts).toMatchObject({ taken: 3, missing: 0, waiting: 0 })
  expect(await names(app)).toEqual(['Ada - 2', 'Max - 1'])

  await app.call('imports.begin', chosen(files))
  expect(await hand(app, files)).toHaveLength(3)
  expect((await finished(app)).counts).toMatchObject({ taken: 0, known: 3 })
  expect(await names(app)).toEqual(['Ada - 2', 'Max - 1'])
})

test('a file that was not there, or was mended, is taken up again; one that only has the same path is not lost', async () => {
  const app = await openApp()
  const list = {
    path: 'people.csv',
    content: new TextEncoder().encode('name,photo\nAda,a.jpg\nMax,b.jpg\nCy,c.jpg\n'),
  }
  const broken: Files = { 'b.jpg': (await jpeg(stranger)).subarray(0, 20_000), 'c.jpg': await jpeg(adaAgain) }
  await app.call('imports.begin', chosen(broken, list))
  await hand(app, broken, 1)
  const { counts } = await until(app, ({ counts }) => counts.waiting === 0)
  expect(counts).toMatchObject({ refused: 2, missing: 1 })

  const files: Files = { ...broken, 'a.jpg': await jpeg(ada), 'b.jpg': await jpeg(stranger) }
  const other = { ...files, 'c.jpg': await jpeg({ ...adaAgain, left: 1000 }) }
  await expect(app.call('imports.begin', chosen(other, list))).rejects.toMatchObject({
    code: 'conflict',
    reason: 'another-file',
    details: { path: 'c.jpg' },
  })
  expect((await app.call('imports.progress', {})).progress?.counts).toEqual(counts)

  await app.call('imports.begin', chosen(files, list))
  expect(await hand(app, files)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  expect((await finished(app)).counts).toMatchObject({ taken: 2, review: 1, refused: 0 })
  expect(await names(app)).toEqual(['Ada - 1', 'Max - 1'])
})

test('a paused import waits, and an ended one keeps what was taken', async () => {
  const app = await openApp()
  const files: Files = { 'Ada/1.jpg': await jpeg(ada), 'Max/1.jpg': await jpeg(stranger) }
  await app.call('imports.begin', chosen(files))
  await hand(app, files, 1)
  await until(app, ({ counts }) => counts.taken === 1)
  await app.call('imports.pause', {})
  await hand(app, files)
  // Photos are looked at in order: had it gone on, its photo would have come before this one.
  await app.call('enrol.inspect', { photo: await jpeg(adaAgain) })
  const { progress } = await app.call('imports.progress', {})
  expect(progress).toMatchObject({ state: 'paused', counts: { taken: 1, waiting: 1 } })
  const ended = await app.call('imports.end', {})
  expect(ended.progress).toMatchObject({ state: 'finished', counts: { taken: 1, waiting: 0, skipped: 1 } })
  expect(await names(app)).toEqual(['Ada - 1'])
})

/** An app whose queue holds a photo filed under Grace that looks like Ada, and a group photo filed under Max. */
async function queueOfTwo(options: Partial<AppOptions> = {}) {
  const app = await openApp(options)
  const files: Files = {
    'Ada/1.jpg': await jpeg(ada),
    'Grace/1.jpg': await jpeg(adaAgain),
    'Max/group.jpg': await pair(adaAgain, stranger),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  await finished(app)
  const { photos, total } = await app.call('imports.queue', {})
  expect(total).toBe(2)
  const [twin, group] = photos
  return { app, twin: twin!, group: group!, files }
}

test('a look-alike is decided: two people, or the same one', async () => {
  const { app, twin, files } = await queueOfTwo()
  expect(twin).toMatchObject({
    name: 'Grace',
    person: null,
    reason: 'looks-like-somebody-else',
    face: 0,
    candidates: [{ person: { name: 'Ada' } }],
  })
  expect((await app.call('imports.photo', { id: twin.id })).photo).toEqual(files['Grace/1.jpg'])
  expect(await app.call('imports.decide', { id: twin.id, answer: { kind: 'different' } })).toEqual({
    decided: 1,
    next: null,
  })
  expect(await names(app)).toEqual(['Ada - 1', 'Grace - 1'])
  await expect(app.call('imports.decide', { id: twin.id, answer: { kind: 'skip' } })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'photo-decided',
  })
  await expect(app.call('imports.photo', { id: twin.id })).rejects.toMatchObject({
    code: 'not-found',
    reason: 'photo-gone',
  })
})

test('a photo of the same person goes to them, and nobody else is made', async () => {
  const { app, twin } = await queueOfTwo()
  const { id: personId } = twin.candidates[0]!.person
  await app.call('imports.decide', { id: twin.id, answer: { kind: 'same', personId } })
  expect(await names(app)).toEqual(['Ada - 2'])
})

test('two entries of one person become one, which can be taken back', async () => {
  const { app, twin } = await queueOfTwo()
  const grace = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: grace.id, photo: await jpeg(stranger) })
  const [shown] = (await app.call('imports.queue', {})).photos
  expect(shown?.person).toEqual({ id: grace.id, name: 'Grace' })
  const { id: personId } = twin.candidates[0]!.person
  const { merge } = await app.call('imports.decide', { id: twin.id, answer: { kind: 'merge', personId } })
  expect(await names(app)).toEqual(['Ada - 3'])
  expect((await app.call('people.merges', {})).merges).toMatchObject([{ id: merge, keptId: personId, name: 'Grace' }])
  expect(await app.call('people.unmerge', { merge: merge!, photosSince: 'leave' })).toMatchObject({
    kind: 'unmerged',
    person: { id: grace.id, templates: 1 },
  })
  // The photo was said to be of the one who was kept.
  expect(await names(app)).toEqual(['Ada - 2', 'Grace - 1'])
})

test('the face that is meant is chosen; looks it like somebody, that is asked too', async () => {
  const { app, group } = await queueOfTwo()
  expect(group).toMatchObject({ name: 'Max', reason: 'several-faces', face: null, width: 1200, height: 600 })
  expect(group.faces.length).toBe(2)
  const hers = group.faces.findIndex(({ box }) => box.x < 600)
  const asked = await app.call('imports.decide', { id: group.id, answer: { kind: 'take', face: hers } })
  expect(asked.next).toMatchObject({
    reason: 'looks-like-somebody-else',
    face: expect.any(Number),
    candidates: [{ person: { name: 'Ada' } }],
  })
  const again = (await app.call('imports.queue', {})).photos.find(({ id }) => id === group.id)!
  expect(again.faces[again.face!]!.box.x).toBeCloseTo(group.faces[hers]!.box.x, 0)
  await app.call('imports.decide', { id: group.id, answer: { kind: 'skip' } })
  expect(await names(app)).toEqual(['Ada - 1'])
})

test('told that all photos of a name are somebody’s, it asks no more about that name', async () => {
  const app = await openApp()
  const files: Files = {
    'Ada/1.jpg': await jpeg(ada),
    'Grace/1.jpg': await jpeg(adaAgain),
    'Grace/2.jpg': await jpeg({ ...adaAgain, left: adaAgain.left + 8 }),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files, 2)
  await until(app, ({ counts }) => counts.taken === 1 && counts.review === 1)
  const [photo] = (await app.call('imports.queue', {})).photos
  const answer = { kind: 'same' as const, personId: photo!.candidates[0]!.person.id }
  await app.call('imports.decide', { id: photo!.id, answer, alike: true })
  await hand(app, files)
  expect((await finished(app)).counts).toMatchObject({ taken: 3, review: 0 })
  expect(await names(app)).toEqual(['Ada - 3'])
})

test('the audit log has decisions that were carried out, and no others', async () => {
  const dataFolder = scratchFolder()
  const { app, twin, group } = await queueOfTwo({ dataFolder })
  const { id: personId } = twin.candidates[0]!.person
  const decide = (id: number, answer: Input<'imports.decide'>['answer']) => app.call('imports.decide', { id, answer })
  await expect(decide(group.id, { kind: 'take', face: 7 })).rejects.toMatchObject({
    code: 'not-found',
    reason: 'face-not-in-photo',
  })
  await expect(decide(group.id, { kind: 'different' })).rejects.toMatchObject({
    code: 'not-found',
    reason: 'face-not-in-photo',
  })
  const nobody = 4711 as PersonId
  for (const kind of ['same', 'merge'] as const) {
    const asked = app.call('imports.decide', { id: twin.id, answer: { kind, personId: nobody }, alike: true })
    await expect(asked).rejects.toMatchObject({ code: 'person-not-found' })
  }
  await decide(group.id, { kind: 'skip' })
  // Two people have the name meanwhile: which of them is another is not clear, and need not be when told whose it is.
  for (const employeeNumber of ['1', '2']) await app.call('people.create', { name: 'Grace', employeeNumber })
  for (const answer of [{ kind: 'different' } as const, { kind: 'merge', personId } as const]) {
    await expect(decide(twin.id, answer)).rejects.toMatchObject({ message: expect.stringContaining('2 people') })
  }
  await decide(twin.id, { kind: 'same', personId })
  expect(await names(app)).toEqual(['Ada - 2', 'Grace 1 0', 'Grace 2 0'])
  const database = openDatabase(join(dataFolder, 'rollcall.db'))
  const rows = database.prepare<{ subject: string; details: string }>(
    "select subject, details from audit where action = 'import.decide' order by id",
  )
  expect(rows.all()).toEqual([
    { subject: `imported photo ${group.id}`, details: JSON.stringify({ answer: 'skip' }) },
    { subject: `imported photo ${twin.id}`, details: JSON.stringify({ answer: 'same', person: personId }) },
  ])
  database.close()
})

test('a decision that cannot be carried out is not in the audit log, and changes nothing', async () => {
  const dataFolder = scratchFolder()
  const { app, twin } = await queueOfTwo({ dataFolder })
  const grace = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: grace.id, photo: await jpeg(stranger) })
  const database = openDatabase(join(dataFolder, 'rollcall.db'))
  onTestFinished(() => database.close())
  database.exec("create trigger full before insert on templates begin select raise(abort, 'no room'); end")
  const { id: personId } = twin.candidates[0]!.person
  const decide = () => app.call('imports.decide', { id: twin.id, answer: { kind: 'merge', personId } })
  await expect(decide()).rejects.toThrow('no room')
  expect((await app.call('audit.list', { action: 'import.decide' })).entries).toEqual([])
  expect(await names(app)).toEqual(['Ada - 1', 'Grace - 1'])
  expect((await app.call('imports.queue', {})).photos.map(({ id }) => id)).toContain(twin.id)

  database.exec('drop trigger full')
  await decide()
  expect((await app.call('audit.list', { action: 'import.decide' })).entries).toHaveLength(1)
  expect(await names(app)).toEqual(['Ada - 3'])
})

test('one answer serves all photos of a person that wait with the same question', async () => {
  const app = await openApp()
  const files: Files = {
    'Max/1.jpg': await pair(adaAgain, stranger),
    'Max/2.jpg': await pair(ada, stranger),
    'Moritz/1.jpg': await pair(stranger, ada),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  await finished(app)
  const [first] = (await app.call('imports.queue', {})).photos
  expect(first?.alike).toBe(1)
  const answer = { kind: 'skip' } as const
  expect((await app.call('imports.decide', { id: first!.id, answer, alike: true })).decided).toBe(2)
  expect((await app.call('imports.queue', {})).photos.map(({ name }) => name)).toEqual(['Moritz'])
})

test('an erased person leaves nothing behind in the queue', async () => {
  const app = await openApp()
  const files: Files = { 'Ada/1.jpg': await jpeg(ada), 'Ada/2.jpg': await pair(adaAgain, stranger) }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  expect((await finished(app)).queued).toBe(1)
  const { people } = await app.call('people.list', {})
  await app.call('people.erase', { id: people[0]!.id })
  expect((await app.call('imports.queue', {})).total).toBe(0)
})

test('nor do photos that name an erased person and were not taken or not looked at yet', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const before = await app.call('people.create', { name: 'Ada', employeeNumber: '7' })
  await app.call('enrol.photo', { personId: before.id, photo: await jpeg(ada) })
  const files: Files = {
    'Ada/group.jpg': await pair(adaAgain, stranger),
    'Ada/later.jpg': await jpeg(adaAgain),
    'Max/group.jpg': await pair(adaAgain, stranger),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files, 1)
  await until(app, ({ counts }) => counts.review === 1)
  await app.call('imports.pause', {})
  await hand(app, files)
  const { photos } = await app.call('imports.queue', {})
  await app.call('people.erase', { id: before.id })
  expect(readdirSync(join(dataFolder, 'imports'))).toHaveLength(1)
  // A window that is still handing over is not stopped by it.
  await app.call('imports.hand', { id: photos[0]!.id, photo: files['Ada/group.jpg']! })
  await app.call('imports.resume', {})
  await finished(app)
  expect((await app.call('imports.queue', {})).photos.map(({ path }) => path)).toEqual(['Max/group.jpg'])
  expect(await names(app)).toEqual([])
})

test('another person of the same name keeps what waits, and so do photos of nobody who is enrolled', async () => {
  const { app, group } = await queueOfTwo()
  const one = await app.call('people.create', { name: 'Max' })
  await app.call('people.erase', { id: one.id })
  const two = await app.call('people.create', { name: 'Max', employeeNumber: '8' })
  await app.call('enrol.photo', { personId: two.id, photo: await jpeg(stranger) })
  await app.call('people.create', { name: 'Max', employeeNumber: '9' })
  await app.call('people.erase', { id: two.id })
  expect((await app.call('imports.queue', {})).photos.map(({ id }) => id)).toContain(group.id)
})

/** Real vision that looks at photos when it is let. */
function heldVision() {
  const asked = new EventEmitter()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const vision = createVisionFor({ modelsFolder }).then(
    (real): Vision => ({
      ...real,
      async analysePhoto(photo, options) {
        asked.emit('photo')
        await held
        return real.analysePhoto(photo, options)
      },
    }),
  )
  return { vision, asked: once(asked, 'photo'), release }
}

test.each<[string, (app: App, person: PersonId) => Promise<unknown>, string[]]>([
  ['is erased', (app, id) => app.call('people.erase', { id }), []],
  ['is merged into another entry', mergeIntoNew, ['Ada B. - 2']],
])('a photo is looked at while its person %s: nobody is made anew', async (_, meanwhile, after) => {
  const dataFolder = scratchFolder()
  const files: Files = { 'Ada/1.jpg': await jpeg(ada), 'Ada/2.jpg': await jpeg(adaAgain) }
  const first = await openApp({ dataFolder })
  await first.call('imports.begin', chosen(files))
  await hand(first, files, 1)
  await until(first, ({ counts }) => counts.taken === 1)
  await first.close()

  const { vision, asked, release } = heldVision()
  const app = await openApp({ dataFolder, vision })
  await hand(app, files)
  await asked
  const [person] = (await app.call('people.list', {})).people
  await meanwhile(app, person!.id)
  release()
  await finished(app)
  expect(await names(app)).toEqual(after)
})

async function mergeIntoNew(app: App, gone: PersonId): Promise<void> {
  const kept = await app.call('people.create', { name: 'Ada B.' })
  await app.call('people.merge', { kept: kept.id, gone })
}

test('many photos that need not be looked at leave time for everything else', async () => {
  const app = await openApp()
  for (const employeeNumber of ['1', '2']) await app.call('people.create', { name: 'Max', employeeNumber })
  const photo = await jpeg(stranger)
  const files: Files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`Max/${index}.jpg`, photo]))
  await app.call('imports.begin', chosen(files))
  await app.call('imports.pause', {})
  await hand(app, files)
  await app.call('imports.resume', {})
  await setImmediate()
  const { progress } = await app.call('imports.progress', {})
  expect(progress?.counts.waiting).toBeGreaterThan(40)
  expect((await finished(app)).counts).toMatchObject({ refused: 50 })
  const { rows } = await app.call('imports.report', {})
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['name-unclear']))
})

test('an import that is ended while a photo is looked at does not take it', async () => {
  const { vision, asked, release } = heldVision()
  const app = await openApp({ vision })
  const files: Files = { 'Ada/1.jpg': await jpeg(ada) }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  await asked
  await app.call('imports.end', {})
  release()
  // Photos are looked at in order: after this one the other has been.
  await app.call('enrol.inspect', { photo: await jpeg(stranger) })
  expect((await app.call('imports.progress', {})).progress?.counts).toMatchObject({ taken: 0, skipped: 1 })
  expect(await names(app)).toEqual([])
})

/** While these triggers are there, the database cannot be written in that way, as on a full disk. */
function breakWrites(dataFolder: string, ...events: string[]): { mend(): void } {
  const database = openDatabase(join(dataFolder, 'rollcall.db'))
  events.forEach((event, index) => {
    database.exec(`create trigger broken_${index} before ${event} begin select raise(abort, 'disk'); end`)
  })
  return {
    mend() {
      for (const index of events.keys()) database.exec(`drop trigger broken_${index}`)
      database.close()
    },
  }
}

test.each([
  ['a template cannot be written', ['insert on templates']],
  ['nothing can be written', ['update of tries on import_photos', 'update on imports']],
])('when %s, the import stops and says so, and goes on when it is told to', async (_, events) => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const files: Files = { 'Ada/1.jpg': await jpeg(ada) }
  await app.call('imports.begin', chosen(files))
  const { mend } = breakWrites(dataFolder, ...events)
  const changes: ImportProgress[] = []
  app.subscribe((topic, message) => {
    if (topic === 'imports.changed') changes.push(message as ImportProgress)
  })
  await hand(app, files)
  const stopped = await until(app, ({ state }) => state === 'paused')
  expect(stopped).toMatchObject({ failure: 'internal', counts: { waiting: 1, taken: 0 } })
  await vi.waitFor(() => expect(changes.at(-1)).toEqual(stopped), 20_000)
  expect(await names(app)).toEqual([])
  mend()
  await app.call('imports.resume', {})
  expect((await finished(app)).counts).toMatchObject({ taken: 1 })
  expect(await names(app)).toEqual(['Ada - 1'])
})

test('a photo that cannot be read back is asked for again while it waits, and kept while it is to be decided', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const files: Files = { 'Ada/1.jpg': await pair(adaAgain, stranger), 'Max/1.jpg': await jpeg(stranger) }
  await app.call('imports.begin', chosen(files))
  await app.call('imports.pause', {})
  await hand(app, files)
  const [first, second] = readdirSync(join(dataFolder, 'imports')).toSorted()
  /** A folder in its place. */
  const unreadable = (name: string) => {
    const file = join(dataFolder, 'imports', name)
    renameSync(file, `${file}.away`)
    mkdirSync(file)
    return () => {
      rmdirSync(file)
      renameSync(`${file}.away`, file)
    }
  }
  const restore = unreadable(second!)
  await app.call('imports.resume', {})
  await until(app, ({ counts }) => counts.review === 1 && counts.missing === 1)
  restore()
  expect(await hand(app, files)).toEqual(['Max/1.jpg'])
  await finished(app)
  expect(await names(app)).toEqual(['Max - 1'])

  const [photo] = (await app.call('imports.queue', {})).photos
  const restoreFirst = unreadable(first!)
  const answer = { kind: 'take', face: 0 } as const
  await expect(app.call('imports.decide', { id: photo!.id, answer })).rejects.toMatchObject({ code: 'file-unreadable' })
  await expect(app.call('imports.photo', { id: photo!.id })).rejects.toMatchObject({ code: 'file-unreadable' })
  restoreFirst()
  expect((await app.call('imports.photo', { id: photo!.id })).photo).toEqual(files['Ada/1.jpg'])
})

test('a list names people, numbers and photos, in whatever encoding spreadsheets write', async () => {
  const app = await openApp()
  await app.call('settings.set', { language: 'zh' })
  const files: Files = { 'photos/a.jpg': await jpeg(ada), 'photos/b.jpg': await jpeg(stranger) }
  // "name,employee_number,photo" and 李 in GB 18030.
  const text = (name: number[], number: string, photo: string) =>
    Buffer.concat([Buffer.from(name), Buffer.from(`,${number},${photo}\r\n`)])
  const content = Buffer.concat([
    Buffer.from('name,employee_number,photo\r\n'),
    text([0xc0, 0xee], '7', 'photos\\a.jpg'),
    text([0x4d, 0x61, 0x78], '7', 'photos/b.jpg'),
    text([0x4d, 0x61, 0x78], '8', 'gone.jpg'),
  ])
  await app.call('imports.begin', chosen(files, { path: 'people.csv', content: new Uint8Array(content) }))
  await hand(app, files)
  await finished(app)
  expect(await names(app)).toEqual(['李 7 1'])
  const { rows } = await app.call('imports.report', {})
  expect(rows.map(({ path, state, reason }) => `${path} ${state} ${reason}`)).toEqual([
    'photos/a.jpg taken null',
    'gone.jpg refused file-not-found',
    'people.csv:3 refused employee-number-taken',
  ])
})

test('a gate that was set higher refuses what passed before, and an import asks about it', async () => {
  const app = await openApp()
  const photo = await mediocre(adaAgain)
  const inspect = () => app.call('enrol.inspect', { photo })
  const { faces, refusal } = await inspect()
  expect(refusal).toBeNull()
  const { score } = faces[0]!.quality
  expect(score).toBeGreaterThan(30)
  // A gate cannot be set higher.
  expect(score).toBeLessThan(70)

  await app.call('settings.set', { enrolmentQuality: Math.ceil(score) })
  expect((await inspect()).refusal).toMatchObject({ code: 'low-quality', quality: { score } })
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  for (const source of ['photo', 'camera'] as const) {
    const answer = await app.call('enrol.photo', { personId, photo, source })
    expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'low-quality' } })
  }
  const files: Files = { 'Ada/1.jpg': photo }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  await finished(app)
  const [asked] = (await app.call('imports.queue', {})).photos
  expect(asked).toMatchObject({ reason: 'low-quality', face: 0 })
  expect(await names(app)).toEqual(['Ada - 0'])

  // Whoever looks at the photo may take it all the same.
  await app.call('imports.decide', { id: asked!.id, answer: { kind: 'take', face: 0 } })
  expect(await names(app)).toEqual(['Ada - 1'])
  await app.call('settings.set', { enrolmentQuality: Math.floor(score) })
  expect((await app.call('enrol.inspect', { photo, personId })).refusal).toBeNull()
})

test('a photo that is not of the person it is filed under waits for a decision', async () => {
  const app = await openApp()
  const files: Files = {
    'Ada/1.jpg': await jpeg(ada),
    'Ada/2.jpg': await jpeg(adaAgain),
    'Ada/3.jpg': await jpeg(stranger),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  expect((await finished(app)).counts).toMatchObject({ taken: 2, review: 1 })
  const [photo] = (await app.call('imports.queue', {})).photos
  expect(photo).toMatchObject({
    path: 'Ada/3.jpg',
    reason: 'unlike-own-photos',
    person: { name: 'Ada' },
    candidates: [],
  })
  await app.call('imports.decide', { id: photo!.id, answer: { kind: 'different' } })
  expect(await names(app)).toEqual(['Ada - 3'])
})

test('a list gives its groups to whoever is new, and leaves those of others', async () => {
  const app = await openApp()
  await app.call('people.create', { name: 'Grace', groups: ['Board'] })
  const files: Files = { 'a.jpg': await jpeg(ada), 'b.jpg': await jpeg(adaAgain), 'g.jpg': await jpeg(stranger) }
  const content = new TextEncoder().encode(
    'name,photo,groups\nAda,a.jpg,"Lab, Night shift"\nAda,b.jpg,\nGrace,g.jpg,Lab\n',
  )
  await app.call('imports.begin', chosen(files, { path: 'people.csv', content }))
  await hand(app, files)
  expect((await finished(app)).counts).toMatchObject({ taken: 3 })
  expect((await app.call('people.list', {})).people).toMatchObject([
    { name: 'Ada', templates: 2, groups: ['Lab', 'Night shift'] },
    { name: 'Grace', templates: 1, groups: ['Board'] },
  ])
})

test('a list gives first and last days to whoever is new, and photos to nobody who has left', async () => {
  const app = await openApp()
  const left = [{ joined: null, left: '2020-01-31' as LocalDate }]
  await app.call('people.create', { name: 'Grace', employments: left })
  const files: Files = { 'a.jpg': await jpeg(ada), 'g.jpg': await jpeg(stranger) }
  const content = new TextEncoder().encode(
    'name,photo,joined,left\nAda,a.jpg,2026-02-01,2999-12-31\nGrace,g.jpg,2026-02-01,\n',
  )
  await app.call('imports.begin', chosen(files, { path: 'people.csv', content }))
  await hand(app, files)
  expect((await finished(app)).counts).toMatchObject({ taken: 1, refused: 1 })
  expect((await app.call('people.list', {})).people).toMatchObject([
    { name: 'Ada', templates: 1, employments: [{ joined: '2026-02-01', left: '2999-12-31' }] },
    { name: 'Grace', templates: 0, employments: left },
  ])
  expect((await app.call('imports.report', {})).rows).toContainEqual(
    expect.objectContaining({ path: 'g.jpg', reason: 'person-left' }),
  )
})

test('a first photo that is somebody else’s does not make the right ones wait', async () => {
  const folder = scratchFolder()
  const app = await openApp({ dataFolder: folder })
  const files: Files = {
    'Ada/1.jpg': await jpeg(stranger),
    'Ada/2.jpg': await jpeg(ada),
    'Ada/3.jpg': await jpeg(adaAgain),
  }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  expect((await finished(app)).counts).toMatchObject({ taken: 2, review: 1 })
  const [photo, ...others] = (await app.call('imports.queue', {})).photos
  expect(others).toEqual([])
  expect(photo).toMatchObject({ path: 'Ada/1.jpg', reason: 'unlike-own-photos', person: { name: 'Ada' }, face: 0 })
  expect(await names(app)).toEqual(['Ada - 2'])
  const { candidates } = (await app.call('search.photo', { photo: files['Ada/3.jpg']!, top: 1 })).faces[0]!
  expect(candidates[0]!.similarity).toBeGreaterThan(0.9)
  // Only what a person has to look at is kept.
  expect(readdirSync(join(folder, 'imports'))).toEqual([`${photo!.id}.sealed`])
})

test('of two photos that differ the first is taken, and the second waits', async () => {
  const app = await openApp()
  const files: Files = { 'Ada/1.jpg': await jpeg(stranger), 'Ada/2.jpg': await jpeg(ada) }
  await app.call('imports.begin', chosen(files))
  await hand(app, files)
  await finished(app)
  const [asked] = (await app.call('imports.queue', {})).photos
  expect(asked).toMatchObject({ path: 'Ada/2.jpg', reason: 'unlike-own-photos' })
  expect(await names(app)).toEqual(['Ada - 1'])
})
