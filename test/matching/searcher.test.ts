import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ModelId, PersonId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import { createSearcher, type GallerySource, type Searcher, type SearcherState } from '../../main/matching/searcher.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { clustered, near } from './people-like.ts'

const model = 'test' as ModelId
const dimensions = 64
const people = 150
const { centres, entries, random } = clustered(people, 2, dimensions)

let folder: string
let store: Store
let searchers: Searcher[]
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(3), label: 'the test' })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-search-'))
  mkdirSync(join(folder, 'scratch'))
  searchers = []
  store = openStore({ file: ':memory:', vault, now: () => 0 })
  store.transaction(() => {
    for (let person = 1; person <= people; person++) {
      store.people.create({ name: `Person ${person}`, employeeNumber: null, groups: [] })
    }
    for (const { personId, vector } of entries) enrol(personId, vector)
  })
})

afterEach(async () => {
  for (const searcher of searchers) await searcher.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

function enrol(personId: PersonId, vector: Float32Array) {
  return store.templates.add({ personId, model, vector, quality: 80, source: 'photo', photo: null, origin: null })
}

function source(): GallerySource {
  const { templates } = store
  return {
    dimensions,
    revision: () => templates.revision(model),
    count: () => templates.count(model),
    embeddings: () => templates.embeddings(model),
    embedding: (id) => templates.embedding(id),
    owners: () => templates.owners(model),
    changesSince: (revision) => templates.changesSince(model, revision),
  }
}

const indexFile = () => join(folder, 'gallery.index')

function open(exactUpTo = 100): { searcher: Searcher; states: SearcherState[] } {
  const states: SearcherState[] = []
  const searcher = createSearcher(source(), {
    model,
    place: { file: indexFile(), vault },
    scratch: join(folder, 'scratch'),
    exactUpTo,
    onState: (state) => states.push(state),
  })
  searchers.push(searcher)
  return { searcher, states }
}

async function built(): Promise<Searcher> {
  const { searcher } = open()
  await searcher.settled()
  expect(searcher.kind).toBe('hnsw')
  return searcher
}

function expectAgreement(searcher: Searcher) {
  const exact = createSearcher(source())
  for (let person = 1; person <= people; person++) {
    const probe = near(centres[person - 1]!, random)
    const [found] = searcher.search(probe, 3)
    const [expected] = exact.search(probe, 3)
    expect(found?.personId).toBe(expected?.personId)
    expect(found?.templateId).toBe(expected?.templateId)
    expect(found?.similarity).toBeCloseTo(expected!.similarity, 5)
  }
}

describe('chosen by size', () => {
  test('a small gallery is searched exactly and leaves no file', async () => {
    const { searcher } = open(1000)
    expect(searcher.state).toEqual({ kind: 'exact' })
    expectAgreement(searcher)
    await searcher.close()
    expect(readdirSync(folder)).toEqual(['scratch'])
  })

  test('a large one answers at once, and by the graph when that is ready', async () => {
    const { searcher, states } = open()
    expect(searcher.state).toEqual({ kind: 'building', reason: 'missing', done: 0, total: 300 })
    expect(searcher.kind).toBe('exact')
    expectAgreement(searcher)
    await searcher.settled()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'missing' })
    expect(states).toContainEqual({ kind: 'building', reason: 'missing', done: 300, total: 300 })
    expectAgreement(searcher)
  })

  test('one that grows over the limit gets a graph', async () => {
    const { searcher } = open(300)
    expect(searcher.state.kind).toBe('exact')
    enrol(1 as PersonId, near(centres[0]!, random))
    searcher.refresh()
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'grown' })
    await searcher.settled()
    expectAgreement(searcher)
  })

  test('the graph ranks people, each once', async () => {
    const searcher = await built()
    const exact = createGallery(dimensions)
    for (const portion of source().embeddings()) exact.add(portion)
    const probe = near(centres[10]!, random)
    const ranking = searcher.search(probe, 40)
    expect(new Set(ranking.map(({ personId }) => personId)).size).toBe(40)
    const best = exact.search(probe, 40).map(({ personId }) => personId)
    expect(ranking.filter(({ personId }) => best.includes(personId)).length).toBeGreaterThanOrEqual(38)
  })
})

describe('changes', () => {
  test('during a build are in the graph', async () => {
    const { searcher } = open()
    const template = enrol(5 as PersonId, near(centres[7]!, random))
    store.people.erase(8 as PersonId)
    searcher.refresh()
    await searcher.settled()
    expect(searcher.size).toBe(299)
    expect(searcher.search(store.templates.embedding(template.id)!.vector, 1)[0]!.personId).toBe(5)
    expect(searcher.search(centres[7]!, 5).map(({ personId }) => personId)).not.toContain(8)
  })

  test('of the gallery reach a finished graph', async () => {
    const searcher = await built()
    const [gone] = entries
    store.templates.erase(gone!.templateId)
    store.people.erase(2 as PersonId)
    const added = enrol(3 as PersonId, gone!.vector)
    searcher.refresh()
    expect(searcher.size).toBe(298)
    expect(searcher.search(gone!.vector, 1)[0]).toMatchObject({ personId: 3, templateId: added.id })
    expect(searcher.search(centres[1]!, 150).map(({ personId }) => personId)).not.toContain(2)
  })

  test('a graph of which much was removed is built anew', async () => {
    const searcher = await built()
    for (let person = 1; person <= 40; person++) store.people.erase(person as PersonId)
    searcher.refresh()
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'worn' })
    expect(searcher.kind).toBe('hnsw')
    await searcher.settled()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'worn' })
    expect(searcher.search(centres[100]!, 1)[0]!.personId).toBe(101)
  })
})

describe('the saved graph', () => {
  test('is loaded, with what was enrolled since', async () => {
    await (await built()).close()
    const added = enrol(9 as PersonId, near(centres[100]!, random, 0.99))
    store.people.erase(4 as PersonId)
    const { searcher } = open()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
    expect(searcher.size).toBe(299)
    expect(searcher.search(store.templates.embedding(added.id)!.vector, 1)[0]!.personId).toBe(9)
    expect(searcher.search(centres[3]!, 5).map(({ personId }) => personId)).not.toContain(4)
  })

  test.each([
    ['a byte of the graph changed', () => flip(indexFile(), 5000), 'damaged'],
    [
      'the graph is cut short',
      () => writeFileSync(indexFile(), readFileSync(indexFile()).subarray(0, 4000)),
      'damaged',
    ],
    ['the graph is empty', () => writeFileSync(indexFile(), ''), 'damaged'],
    [
      'the side-car says something else',
      () => editSideCar((text) => text.replace('"number":300', '"number":299')),
      'damaged',
    ],
    ['the side-car is no JSON', () => editSideCar(() => '{'), 'damaged'],
    ['the side-car is missing', () => rmSync(`${indexFile()}.json`), 'missing'],
    ['the graph is missing', () => rmSync(indexFile()), 'missing'],
  ] as const)('is built anew when %s', async (_, damage, reason) => {
    await (await built()).close()
    damage()
    const { searcher } = open()
    expect(searcher.state).toMatchObject({ kind: 'building', reason })
    expectAgreement(searcher)
    await searcher.settled()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: reason })
    expectAgreement(searcher)
    await searcher.close()
    expect(open().searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
  })

  test('of another database is stale', async () => {
    await (await built()).close()
    const other = openStore({ file: ':memory:', vault, now: () => 0 })
    other.people.create({ name: 'Somebody', employeeNumber: null, groups: [] })
    for (const { vector } of entries) {
      const personId = 1 as PersonId
      other.templates.add({ personId, model, vector, quality: 80, source: 'photo', photo: null, origin: null })
    }
    store.close()
    store = other
    const { searcher } = open()
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'stale' })
    await searcher.settled()
  })

  test('holds no embedding in the open, and nothing is left in the scratch folder', async () => {
    const searcher = await built()
    const bytes = readFileSync(indexFile())
    const { vector } = entries[0]!
    const first = Buffer.from(vector.buffer, vector.byteOffset, 16)
    expect(bytes.includes(first)).toBe(false)
    await searcher.close()
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
  })

  test('closing during a build stops it', async () => {
    const { searcher } = open()
    await searcher.close()
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
    expect(readdirSync(folder)).toEqual(['scratch'])
  })
})

function flip(file: string, position: number) {
  const bytes = readFileSync(file)
  bytes[position]! ^= 1
  writeFileSync(file, bytes)
}

function editSideCar(edit: (text: string) => string) {
  const file = `${indexFile()}.json`
  writeFileSync(file, edit(readFileSync(file, 'utf8')))
}
