import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import type { LocalDate } from '../../main/contract/attendance-rules.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { bytesOfVector } from '../../main/store/vector.ts'
import { withStore } from '../helpers/disturbed-office.ts'
import { type KnownPerson, openKnownPerson } from '../helpers/known-person.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'

/** What is left of somebody in the files of the data folder, byte by byte, when they or their photos went. */
const settings = { timeout: 90_000 }
const names = {
  mine: 'Zephyrine Quillfeather',
  number: 'QX-471199',
  gone: 'Zephyrine Halloway-Quist',
  imported: 'Zephyrine Quillfeather',
}

type Pieces = Readonly<Record<string, readonly Buffer[]>>

/** Texts as programs may write them. */
function inEveryEncoding(text: string): Buffer[] {
  const written = [text, text.toLowerCase(), text.toUpperCase()]
  return written.flatMap((each) => {
    const wide = Buffer.from(each, 'utf16le')
    return [Buffer.from(each), wide, Buffer.from(wide).swap16()]
  })
}

/** Pieces of a long value: of a part that was overwritten another may be left. */
const partsOf = (bytes: Uint8Array) =>
  Array.from({ length: Math.floor(bytes.length / 512) || 1 }, (_, place) =>
    Buffer.from(bytes.subarray(place * 512, place * 512 + 32)),
  )

/** Embeddings and photos of Ada and of whom was merged into her: as they are, and as they lie in the tables. */
async function readFaces({ folder, id }: KnownPerson): Promise<Pieces> {
  const database = new Sqlite(join(folder, 'rollcall.db'), { readonly: true })
  const all = (sql: string) =>
    (database.prepare(sql).all(id) as { bytes: Buffer }[]).flatMap(({ bytes }) => partsOf(bytes))
  const sealedEmbeddings = [
    ...all('select embedding as bytes from templates where person_id = ?'),
    ...all('select embedding as bytes from template_embeddings where person_id = ?'),
  ]
  const sealedPhotos = all(
    'select photo as bytes from photos join templates on templates.id = template_id where person_id = ?',
  )
  const origins = all('select origin as bytes from templates where person_id = ?')
  database.close()
  const embeddings: Buffer[] = []
  const photos: Buffer[] = []
  withStore(folder, (store) => {
    for (const template of store.templates.listOfPerson(id)) {
      const { vector } = store.templates.readEmbedding(template.id, template.model)!
      embeddings.push(
        Buffer.from(bytesOfVector(vector)).subarray(0, 64),
        Buffer.from(new Float64Array(vector).buffer).subarray(0, 64),
      )
      // As an index of bytes would have it.
      embeddings.push(Buffer.from(Int8Array.from(vector, (value) => Math.round(value * 127)).buffer).subarray(0, 48))
      photos.push(...partsOf(store.templates.readPhoto(template.id)!))
    }
  })
  for (const part of [ada, adaAgain]) photos.push(...partsOf(await jpeg(part)))
  return { embeddings, photos, sealedEmbeddings, sealedPhotos, origins }
}

const readNames = (): Pieces => ({
  name: inEveryEncoding(names.mine),
  number: inEveryEncoding(names.number),
  former: inEveryEncoding(names.gone),
})

/** Which files hold any of the pieces, by what they are; backups are copies of their own. */
function search(folder: string, pieces: Pieces): Record<string, string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(folder, file).startsWith('backups'))
    .map((file) => [relative(folder, file), readFileSync(file)] as const)
  const found = Object.entries(pieces).flatMap(([what, parts]) => {
    const holding = files.filter(([, bytes]) => parts.some((part) => bytes.includes(part))).map(([file]) => file)
    return holding.length === 0 ? [] : [[what, holding] as const]
  })
  return Object.fromEntries(found)
}

/** Everything that the app does with somebody beside: a backup, exports, a log, an index. */
async function useData({ app, folder, id }: KnownPerson): Promise<void> {
  await app.call('system.backup', {})
  await app.call('people.exportData', { id, language: 'en', task: 'mine' })
  await app.call('search.photo', { photo: await jpeg(adaAgain) })
  mkdirSync(join(folder, 'exports'), { recursive: true })
  writeFileSync(join(folder, 'exports', 'rollcall-days-2026-05-01.csv'), `${names.mine};${names.number}\n`)
}

async function expectIntact(app: App): Promise<void> {
  const { checks } = await app.call('system.doctor', {})
  // The helper has written into the closed file.
  expect(checks.filter(({ ok, name }) => !ok && name !== 'database file')).toEqual([])
}

test(
  'of somebody erased no file holds name, number, embedding or photo, but for lists that are counted',
  settings,
  async () => {
    const known = await openKnownPerson(names)
    const { app, folder, id } = known
    await useData(known)
    const [faces, words] = [await readFaces(known), readNames()]
    const before = search(folder, { ...faces, ...words })
    expect(Object.keys(before).toSorted()).toEqual(
      ['former', 'name', 'number', 'origins', 'photos', 'sealedEmbeddings', 'sealedPhotos'].toSorted(),
    )
    const { remains } = await app.call('people.erase', { id })
    const lists = [join('exports', 'rollcall-days-2026-05-01.csv')]
    const left = { name: lists, number: lists }
    expect(search(folder, { ...faces, ...words })).toEqual(left)
    expect(remains).toMatchObject({ exports: { count: 1 }, backups: { count: 1 }, heldBack: false })
    await expectIntact(app)
    await app.close()
    expect(search(folder, { ...faces, ...words })).toEqual(left)
  },
)

test('of somebody who withdrew no file holds embedding or photo', settings, async () => {
  const known = await openKnownPerson(names)
  await useData(known)
  const faces = await readFaces(known)
  expect(await known.app.call('consent.withdraw', { personId: known.id })).toMatchObject({ templates: 2 })
  expect(search(known.folder, faces)).toEqual({})
  expect(readdirSync(join(known.folder, 'exports'))).toEqual(['rollcall-days-2026-05-01.csv'])
  await expectIntact(known.app)
  await known.app.close()
  expect(search(known.folder, faces)).toEqual({})
})

test('of somebody who left no file holds embedding or photo after the retention', settings, async () => {
  const known = await openKnownPerson(names)
  const { app, folder } = known
  await useData(known)
  const faces = await readFaces(known)
  const id: PersonId = known.id
  await app.call('people.update', { id, employments: [{ joined: null, left: '2020-01-31' as LocalDate }] })
  const { retention } = await app.call('settings.get', {})
  await app.call('settings.set', { retention: { ...retention, leavers: 0 } })
  await expect.poll(() => search(folder, faces), { timeout: 30_000 }).toEqual({})
  expect((await app.call('people.get', { id })).person.templates).toBe(0)
  await expectIntact(app)
  await app.close()
  expect(search(folder, faces)).toEqual({})
})
