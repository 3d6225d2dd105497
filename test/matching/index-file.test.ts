import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHnsw } from '../../main/matching/hnsw.ts'
import { loadIndex, removeIndex, saveIndex, sealIndex } from '../../main/matching/index-file.ts'
import { scratchFolder } from '../helpers/app.ts'
import { keyVault } from '../store/scratch.ts'
import { clustered } from './people-like.ts'

const dimensions = 16
const { entries } = clustered(20, 1, dimensions)
const owners = new Map(entries.map(({ templateId, personId }) => [templateId, personId]))
const sideCar = {
  ...{ format: 2 as const, model: 'test', metric: 'a metric', dimensions, leftOut: 3 },
  revision: { number: 7, stamp: 'of this history' },
}

function place() {
  const folder = scratchFolder()
  return { folder, scratch: scratchFolder(), file: join(folder, 'gallery.index'), vault: keyVault() }
}

async function saved() {
  const office = place()
  const index = createHnsw(dimensions, entries.length)
  index.add(entries)
  await saveIndex(office, office.scratch, index, sideCar)
  return office
}

test('a graph comes back with what it was made from; it is ciphered, and its side-car for the owner alone', async () => {
  const { folder, scratch, ...where } = await saved()
  expect(readdirSync(folder)).toEqual(['gallery.index', 'gallery.index.json'])
  expect(readdirSync(scratch)).toEqual([])
  expect(statSync(`${where.file}.json`).mode & 0o777).toBe(0o600)
  const { vector } = entries[0]!
  expect(readFileSync(where.file).includes(Buffer.from(vector.buffer, vector.byteOffset, 16))).toBe(false)
  const loaded = loadIndex(where, scratch, owners)
  if (loaded.kind !== 'loaded') throw new Error(loaded.kind)
  expect(loaded.sideCar).toEqual(sideCar)
  expect(loaded.index.size).toBe(20)
  expect(loaded.index.search(vector, 1)[0]).toMatchObject({ templateId: 1, personId: 1 })
  expect(readdirSync(scratch)).toEqual([])
})

test('a side-car of an earlier version names no metric and nothing that was left out', async () => {
  const office = place()
  const plain = join(office.scratch, 'graph')
  const index = createHnsw(dimensions, 1)
  index.save(plain)
  const { metric: _, leftOut: __, ...earlier } = sideCar
  await sealIndex(office, plain, earlier as typeof sideCar)
  expect(loadIndex(office, office.scratch, owners)).toMatchObject({
    kind: 'loaded',
    sideCar: { metric: null, leftOut: 0 },
  })
})

test('either file alone is as good as none', async () => {
  for (const kept of ['gallery.index', 'gallery.index.json']) {
    const office = await saved()
    const content = readFileSync(join(office.folder, kept))
    removeIndex(office.file)
    writeFileSync(join(office.folder, kept), content)
    expect(loadIndex(office, office.scratch, owners)).toEqual({ kind: 'missing' })
  }
})

test('a graph of the first format is removed: it holds what was erased', async () => {
  const office = await saved()
  writeFileSync(`${office.file}.json`, JSON.stringify({ ...sideCar, format: 1 }))
  expect(loadIndex(office, office.scratch, owners)).toEqual({ kind: 'missing' })
  expect(readdirSync(office.folder)).toEqual([])
})

test.each<[how: string, damage: (file: string) => void]>([
  ['of which a byte changed', (file) => edit(file, (bytes) => bytes.fill(bytes[500]! ^ 1, 500, 501))],
  ['cut short', (file) => edit(file, (bytes) => bytes.subarray(0, -100))],
  ['that is empty', (file) => writeFileSync(file, '')],
  ['with another side-car', (file) => writeFileSync(`${file}.json`, JSON.stringify({ ...sideCar, model: 'other' }))],
  ['of a later format', (file) => writeFileSync(`${file}.json`, JSON.stringify({ ...sideCar, format: 3 }))],
  ['with a side-car that is no JSON', (file) => writeFileSync(`${file}.json`, '{')],
])('a graph %s is damaged, says why, and stays', async (_, damage) => {
  const office = await saved()
  damage(office.file)
  expect(loadIndex(office, office.scratch, owners)).toEqual({ kind: 'damaged', reason: expect.stringMatching(/./) })
  expect(readdirSync(office.folder)).toEqual(['gallery.index', 'gallery.index.json'])
  expect(readdirSync(office.scratch)).toEqual([])
})

function edit(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)))
}

test('one of another key is damaged', async () => {
  const office = await saved()
  expect(loadIndex({ ...office, vault: keyVault(8) }, office.scratch, owners).kind).toBe('damaged')
})

test('one that cannot be sealed leaves the former one as it was, and nothing half-written', async () => {
  const office = await saved()
  const before = readFileSync(office.file)
  const sealFile = async (_plain: string, sealed: string) => {
    writeFileSync(sealed, 'half a graph')
    throw new Error('the disk is full')
  }
  const index = createHnsw(dimensions, 1)
  const full = { ...office, vault: { ...office.vault, sealFile } }
  await expect(saveIndex(full, office.scratch, index, sideCar)).rejects.toThrow('the disk is full')
  expect(readdirSync(office.folder)).toEqual(['gallery.index', 'gallery.index.json'])
  expect(readFileSync(office.file)).toEqual(before)
})

test('all of it is removed, also what was not written to its end', async () => {
  const office = await saved()
  for (const unfinished of ['.new', '.json.new']) writeFileSync(office.file + unfinished, '')
  writeFileSync(`${office.file}.txt`, 'somebody else’s')
  removeIndex(office.file)
  expect(readdirSync(office.folder)).toEqual(['gallery.index.txt'])
  expect(() => removeIndex(office.file)).not.toThrow()
  expect(existsSync(office.file)).toBe(false)
})
