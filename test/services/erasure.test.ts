import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'

const name = 'Zephyrine Quillfeather'
const reasons = ['appointment with an oncologist', 'Sick leave: depression', 'Convalescence at Lindau']

/** Pieces of everything that is stored of her, as they lie in the tables. */
function piecesOf(dataFolder: string): Buffer[] {
  const database = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
  const sealed = database
    .prepare(
      'select embedding as bytes from templates union all select photo from photos union all select origin from templates',
    )
    .all() as { bytes: Buffer }[]
  database.close()
  return sealed.flatMap(({ bytes }) =>
    Array.from({ length: Math.ceil(bytes.length / 512) }, (_, index) =>
      Buffer.from(bytes.subarray(index * 512, index * 512 + 24)),
    ).filter((piece) => piece.length >= 16),
  )
}

/** The files that hold any of the pieces. */
function carve(dataFolder: string, pieces: readonly Buffer[]): string[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return pieces.some((piece) => bytes.includes(piece))
    })
}

async function office(dataFolder: string): Promise<{ app: App; id: never; pieces: Buffer[] }> {
  const app = await openApp({ dataFolder })
  const { id } = await app.call('people.create', { name })
  await app.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  const colleague = await app.call('people.create', { name: 'Bo' })
  await app.call('enrol.photo', { personId: colleague.id, photo: await jpeg(stranger), allowDuplicate: true })
  await app.call('guests.signIn', { name: 'A guest', hostId: id, kiosk: 'Front door' })
  const draft = { action: 'add', corrects: null, personId: id, direction: 'in', at: Date.now() - 86_400_000 } as const
  const asked = await app.call('attendance.request', {
    draft: { ...draft, zone: 'Europe/Berlin', reason: reasons[0]! } as never,
    requestedBy: name,
  })
  expect(asked.kind).toBe('requested')
  for (const leave of [reasons[1]!, reasons[2]!]) {
    const { rules, version } = await app.call('attendance.rules.get', {})
    const leaves = [{ personId: id, from: '2026-05-04', to: '2026-05-08', name: leave }]
    await app.call('attendance.rules.set', { rules: { ...rules, leaves } as never, version })
  }
  return { app, id: id as never, pieces: piecesOf(dataFolder) }
}

test('somebody erased stands in no file when the call has answered, and what remains is named', async () => {
  const dataFolder = scratchFolder()
  const { app, id, pieces } = await office(dataFolder)
  const words = [name, ...reasons].map((text) => Buffer.from(text))
  const others = pieces.length
  expect(carve(dataFolder, pieces).length).toBeGreaterThan(0)
  for (const word of words) expect(carve(dataFolder, [word])).not.toEqual([])
  mkdirSync(join(dataFolder, 'backups'), { recursive: true })
  writeFileSync(join(dataFolder, 'backups', 'rollcall-2026.db'), 'an older copy')

  const { remains } = await app.call('people.erase', { id })

  // Bo's are still there.
  const kept = piecesOf(dataFolder)
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.length).toBeLessThan(others)
  const gone = pieces.filter((piece) => !kept.some((other) => other.equals(piece)))
  expect(carve(dataFolder, gone)).toEqual([])
  for (const word of words) expect([word.toString(), carve(dataFolder, [word])]).toEqual([word.toString(), []])
  expect(statSync(join(dataFolder, 'rollcall.db-wal')).size).toBe(0)
  expect(remains).toMatchObject({ heldBack: false, backups: { count: 1 }, exports: { count: 0, oldest: null } })
  expect((await app.call('guests.list', {})).guests).toMatchObject([{ name: 'A guest', host: { name: '—' } }])
  expect((await app.call('attendance.requests', { waiting: false })).requests).toEqual([])
  const { rules, version } = await app.call('attendance.rules.get', {})
  expect([rules.leaves, version]).toEqual([[], 3])
})

/** The longest of some pauses that should take 10 ms each. @returns milliseconds */
async function maxPause(pauses: number): Promise<number> {
  const ends: number[] = [performance.now()]
  for await (const _ of setInterval(10)) {
    ends.push(performance.now())
    if (ends.length > pauses) break
  }
  return Math.max(...ends.slice(1).map((end, index) => end - ends[index]!))
}

test('a program that is reading is waited for, without holding up anybody else', async () => {
  const dataFolder = scratchFolder()
  const { app, id, pieces } = await office(dataFolder)
  const reader = new Sqlite(join(dataFolder, 'rollcall.db'), { readonly: true })
  reader.exec('begin')
  reader.prepare('select count(*) from people').get()
  const idle = await maxPause(60)
  let isErased = false
  const erasing = app.call('people.erase', { id }).finally(() => {
    isErased = true
  })
  // It tries again a dozen times.
  const meanwhile = await maxPause(60)
  expect(isErased).toBe(false)
  reader.close()

  expect((await erasing).remains.heldBack).toBe(false)
  // Three times what a machine takes that is busy with other things.
  expect(meanwhile).toBeLessThan(Math.max(400, 3 * idle))
  const kept = piecesOf(dataFolder)
  expect(
    carve(
      dataFolder,
      pieces.filter((piece) => !kept.some((other) => other.equals(piece))),
    ),
  ).toEqual([])
})

test('an erased photo alone goes as thoroughly', async () => {
  const dataFolder = scratchFolder()
  const { app, id, pieces } = await office(dataFolder)
  const { templates } = await app.call('people.get', { id })
  const { remains } = await app.call('people.eraseTemplate', { id: templates[0]!.id })
  expect(remains.heldBack).toBe(false)
  const kept = piecesOf(dataFolder)
  expect(
    carve(
      dataFolder,
      pieces.filter((piece) => !kept.some((other) => other.equals(piece))),
    ),
  ).toEqual([])
})

test('a saved index that holds the person is gone with the answer, whether it was open or not', async () => {
  const dataFolder = scratchFolder()
  const { app, id } = await office(dataFolder)
  for (const file of ['gallery.index', 'gallery.index.json', 'gallery.index.new']) {
    writeFileSync(join(dataFolder, file), 'an index')
  }
  await app.call('people.erase', { id })
  expect(readdirSync(dataFolder).filter((file) => file.startsWith('gallery'))).toEqual([])
  expect(existsSync(join(dataFolder, 'rollcall.db'))).toBe(true)
})

test('what a restore kept may still hold somebody erased, and is counted among the backups', async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder })
  const { id } = await app.call('people.create', { name: 'Ada' })
  const kept = join(dataFolder, 'replaced', '2026-11-29T08-30-00.000Z')
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, 'rollcall.db'), 'the state before')
  const { remains } = await app.call('people.erase', { id })
  expect(remains.backups).toMatchObject({ count: 1, oldest: expect.any(Number) })
})
