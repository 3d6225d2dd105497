import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ModelId } from '../../main/contract/entities.ts'
import { createSearcher, type GallerySource } from '../../main/matching/searcher.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { clustered, near } from './people-like.ts'

const model = 'test' as ModelId
const dimensions = 64
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(3), place: { kind: 'recovery-key' } })

function office() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-graph-'))
  mkdirSync(join(folder, 'scratch'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = openStore({ file: ':memory:', vault, now: () => 0 })
  onTestFinished(() => store.close())
  const { centres, entries, random } = clustered(150, 2, dimensions)
  for (let person = 1; person <= 150; person++) {
    store.people.create({ name: `Person ${person}`, employeeNumber: null, groups: [] })
  }
  for (const { personId, vector } of entries) {
    store.templates.add({ personId, model, vector, quality: 80, source: 'photo', photo: null, origin: null })
  }
  const { templates } = store
  const source: GallerySource = {
    dimensions,
    revision: () => templates.readRevision(model),
    count: () => templates.count(model),
    embeddings: () => templates.listEmbeddings(model),
    embedding: (id) => templates.readEmbedding(id, model),
    owners: () => templates.listOwners(model),
    changesSince: (revision) => templates.listChangesSince(model, revision),
  }
  const file = join(folder, 'gallery.index')
  const open = () =>
    createSearcher(source, {
      model,
      place: { file, vault },
      scratch: join(folder, 'scratch'),
      maxExact: 100,
      onState: () => undefined,
    })
  /** What the saved graph holds, deciphered. */
  function plain(): Buffer {
    const to = join(folder, 'plain')
    vault.openFile(file, to, readFileSync(`${file}.json`, 'utf8'))
    return readFileSync(to)
  }
  const bytes = (vector: Float32Array) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
  const victim = entries[7]!
  const erase = () => store.people.erase(victim.personId)
  const holdsVictim = () => plain().includes(bytes(victim.vector))
  return { store, source, open, file, erase, holdsVictim, plain, bytes, victim, centres, entries, random }
}

test('a template removed is overwritten in the graph, its file goes at once, and the next one is without it', async () => {
  const { open, file, erase, holdsVictim, plain, bytes, entries, victim, random } = office()
  const searcher = open()
  await searcher.whenBuilt()
  expect(holdsVictim()).toBe(true)

  erase()
  searcher.refresh()
  expect(existsSync(file)).toBe(false)
  await searcher.close()

  expect(holdsVictim()).toBe(false)
  expect(plain().includes(bytes(entries[100]!.vector))).toBe(true)
  const again = open()
  expect(again).toMatchObject({ kind: 'hnsw', state: { origin: 'loaded' } })
  expect(again.search(near(victim.vector, random), 3).map(({ personId }) => personId)).not.toContain(victim.personId)
  await again.close()
})

test('a graph that was saved before is without them as soon as it is opened', async () => {
  const { open, file, erase, holdsVictim } = office()
  const first = open()
  await first.whenBuilt()
  await first.close()
  expect(holdsVictim()).toBe(true)
  erase()
  const second = open()
  expect(second.kind).toBe('hnsw')
  expect(existsSync(file)).toBe(false)
  await second.close()
  expect(holdsVictim()).toBe(false)
})

test('somebody erased while the graph is built is not in the one that is saved', async () => {
  const { open, erase, holdsVictim } = office()
  const searcher = open()
  erase()
  await searcher.whenBuilt()
  expect(searcher.kind).toBe('hnsw')
  expect(holdsVictim()).toBe(false)
  await searcher.close()
  expect(holdsVictim()).toBe(false)
})

test('somebody erased by another process just before the end is not in what is saved then', async () => {
  const { open, erase, holdsVictim, store, entries } = office()
  const searcher = open()
  await searcher.whenBuilt()
  store.templates.erase(1 as never)
  searcher.refresh()
  erase()
  await searcher.close()
  expect(entries).toHaveLength(300)
  expect(holdsVictim()).toBe(false)
})
