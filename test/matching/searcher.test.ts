import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ModelId, PersonId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import type { FileVault } from '../../main/matching/index-file.ts'
import {
  createSearcher,
  type GallerySource,
  type ReadGallery,
  type Searcher,
  type SearcherOptions,
  type SearcherState,
} from '../../main/matching/searcher.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'
import { clustered, near } from './people-like.ts'

const model = 'test' as ModelId
const dimensions = 64
const people = 60
const { centres, entries, random } = clustered(people, 2, dimensions)

let folder: string
let store: Store
let searchers: Searcher[]
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(3), place: { kind: 'recovery-key' } })

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
    revision: () => templates.readRevision(model),
    count: () => templates.count(model),
    embeddings: () => templates.listEmbeddings(model),
    embedding: (id) => templates.readEmbedding(id, model),
    owners: () => templates.listOwners(model),
    changesSince: (revision) => templates.listChangesSince(model, revision),
  }
}

const indexFile = () => join(folder, 'gallery.index')

function open(
  exactUpTo = 100,
  { of = source(), read, ...others }: Partial<SearcherOptions> & { of?: GallerySource; read?: ReadGallery } = {},
): { searcher: Searcher; states: SearcherState[] } {
  const states: SearcherState[] = []
  const options: SearcherOptions = {
    ...{ model, place: { file: indexFile(), vault }, scratch: join(folder, 'scratch'), maxExact: exactUpTo },
    onState: (state) => states.push(state),
    ...others,
  }
  const searcher = createSearcher(of, options, read)
  searchers.push(searcher)
  return { searcher, states }
}

async function built(): Promise<Searcher> {
  const { searcher } = open()
  await searcher.whenBuilt()
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

test('a graph that cannot be kept is no reason not to close, and leaves nothing half-written', async () => {
  const states: SearcherState[] = []
  const full: FileVault = {
    ...vault,
    async sealFile(_plain, sealed) {
      writeFileSync(sealed, 'half a graph')
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    },
  }
  const searcher = createSearcher(source(), {
    ...{ model, place: { file: indexFile(), vault: full }, scratch: join(folder, 'scratch'), maxExact: 100 },
    onState: (state) => states.push(state),
  })
  await searcher.whenBuilt()
  expectAgreement(searcher)
  await searcher.close()
  expect(states.at(-1)).toMatchObject({ kind: 'failed' })
  expect(readdirSync(folder)).toEqual(['scratch'])
})

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
    expect(searcher.state).toEqual({ kind: 'building', reason: 'missing', done: 0, total: 120 })
    expect(searcher.kind).toBe('exact')
    expectAgreement(searcher)
    await searcher.whenBuilt()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'missing' })
    expect(states).toContainEqual({ kind: 'building', reason: 'missing', done: 120, total: 120 })
    expectAgreement(searcher)
  })

  test('one that grows over the limit gets a graph', async () => {
    const { searcher } = open(120)
    expect(searcher.state.kind).toBe('exact')
    enrol(1 as PersonId, near(centres[0]!, random))
    searcher.refresh()
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'grown' })
    await searcher.whenBuilt()
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
    await searcher.whenBuilt()
    expect(searcher.size).toBe(119)
    expect(searcher.search(store.templates.readEmbedding(template.id, model)!.vector, 1)[0]!.personId).toBe(5)
    expect(searcher.search(centres[7]!, 5).map(({ personId }) => personId)).not.toContain(8)
  })

  test('of a whole office during a build have it built once more, and keep nobody waiting', async () => {
    const { searcher, states } = open()
    store.transaction(() => {
      for (let made = 0; made < 1100; made++)
        enrol(((made % people) + 1) as PersonId, near(centres[made % people]!, random))
    })
    searcher.refresh()
    await searcher.whenBuilt()
    expect(searcher.kind).toBe('hnsw')
    expect(searcher.size).toBe(1220)
    const totals = states.flatMap((state) => (state.kind === 'building' ? [state.total] : []))
    expect([...new Set(totals)]).toEqual([120, 1220])
  })

  test('of the gallery reach a finished graph', async () => {
    const searcher = await built()
    const [gone] = entries
    store.templates.erase(gone!.templateId)
    store.people.erase(2 as PersonId)
    const added = enrol(3 as PersonId, gone!.vector)
    searcher.refresh()
    expect(searcher.size).toBe(118)
    expect(searcher.search(gone!.vector, 1)[0]).toMatchObject({ personId: 3, templateId: added.id })
    expect(searcher.search(centres[1]!, people).map(({ personId }) => personId)).not.toContain(2)
  })

  test('a graph of which much was removed is built anew', async () => {
    const searcher = await built()
    for (let person = 1; person <= 16; person++) store.people.erase(person as PersonId)
    searcher.refresh()
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'worn' })
    expect(searcher.kind).toBe('hnsw')
    await searcher.whenBuilt()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'worn' })
    expect(searcher.search(centres[50]!, 1)[0]!.personId).toBe(51)
  })
})

describe('the saved graph', () => {
  test('is loaded, with what was enrolled since', async () => {
    await (await built()).close()
    const added = enrol(9 as PersonId, near(centres[40]!, random, 0.99))
    store.people.erase(4 as PersonId)
    const { searcher } = open()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
    expect(searcher.size).toBe(119)
    expect(searcher.search(store.templates.readEmbedding(added.id, model)!.vector, 1)[0]!.personId).toBe(9)
    expect(searcher.search(centres[3]!, 5).map(({ personId }) => personId)).not.toContain(4)
  })

  test.each([
    ['a byte of the graph changed', () => flip(indexFile(), 5000), 'damaged'],
    [
      'the side-car says something else',
      () => editSideCar((text) => text.replace('"number":120', '"number":119')),
      'damaged',
    ],
    ['the side-car is missing', () => rmSync(`${indexFile()}.json`), 'missing'],
  ] as const)('is built anew when %s', async (_, damage, reason) => {
    await (await built()).close()
    damage()
    const { searcher } = open()
    expect(searcher.state).toMatchObject({ kind: 'building', reason })
    expectAgreement(searcher)
    await searcher.whenBuilt()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: reason })
    expectAgreement(searcher)
    await searcher.close()
    expect(open().searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
  })

  test('of another metric or model is stale', async () => {
    await (await built()).close()
    for (const other of [{ metric: 'learned' }, { model: 'another' as ModelId }]) {
      const { searcher } = open(100, other)
      expect(searcher.state).toMatchObject({ kind: 'building', reason: 'stale' })
      searcher.abandon()
      await searcher.close()
    }
    expect(open().searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
  })

  test.each([
    [50, { kind: 'hnsw', origin: 'loaded' }],
    [51, { kind: 'building', reason: 'stale' }],
  ])('of which %i people are gone, with two templates each, is %o', async (gone, state) => {
    await (await built()).close()
    for (let person = 1; person <= gone; person++) store.people.erase(person as PersonId)
    const { searcher } = open(10)
    expect(searcher.state).toMatchObject(state)
    expect(searcher.size).toBe(120 - 2 * gone)
  })

  test('knows how many templates did not open when it was built, and is damaged when others are missing', async () => {
    const opened = source()
    const withDamage = { ...opened, count: () => opened.count() + 2 }
    const { searcher } = open(100, { of: withDamage })
    await searcher.whenBuilt()
    await searcher.close()
    const again = open(100, { of: withDamage }).searcher
    expect([again.state, again.size]).toEqual([{ kind: 'hnsw', origin: 'loaded' }, 120])
    expect(open(100, { of: opened }).searcher.state).toMatchObject({ kind: 'building', reason: 'damaged' })
  })

  test('is written again when something was enrolled, and left alone when nothing was', async () => {
    const searcher = await built()
    const first = readFileSync(indexFile())
    await searcher.close()
    expect(readFileSync(indexFile()).equals(first)).toBe(true)
    const changed = open().searcher
    enrol(1 as PersonId, near(centres[0]!, random))
    await changed.close()
    await changed.close()
    expect(readFileSync(indexFile()).equals(first)).toBe(false)
    expect(open().searcher.size).toBe(121)
  })

  test('goes when it is dropped, and comes back when the searcher closes', async () => {
    const searcher = await built()
    searcher.dropSaved()
    expect(readdirSync(folder)).toEqual(['scratch'])
    await searcher.close()
    expect(open().searcher.state).toEqual({ kind: 'hnsw', origin: 'loaded' })
  })

  test('is none where there is no place for it', async () => {
    const { searcher } = open(100, { place: null })
    expect(searcher.state).toMatchObject({ kind: 'building', reason: 'missing' })
    await searcher.whenBuilt()
    expect(searcher.state).toEqual({ kind: 'hnsw', origin: 'missing' })
    searcher.dropSaved()
    await searcher.close()
    expect(readdirSync(folder)).toEqual(['scratch'])
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
    await searcher.whenBuilt()
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

describe('a gallery that was read already', () => {
  const read = (): ReadGallery => {
    const index = createGallery(dimensions)
    for (const portion of source().embeddings()) index.add(portion)
    return { index, revision: source().revision() }
  }

  test('is caught up with, and no saved graph is looked for', async () => {
    await (await built()).close()
    const before = read()
    enrol(1 as PersonId, near(centres[0]!, random))
    store.people.erase(2 as PersonId)
    const { searcher } = open(1000, { read: before })
    expect([searcher.state, searcher.size]).toEqual([{ kind: 'exact' }, 119])
    const large = open(100, { read: before }).searcher
    expect(large.state).toMatchObject({ kind: 'building', reason: 'grown' })
    large.abandon()
    await large.close()
    expect(large.kind).toBe('exact')
  })

  test('of another history is read again', () => {
    const stranger = { ...read(), revision: { number: 1, stamp: 'of another history' } }
    store.people.erase(2 as PersonId)
    expect(open(1000, { read: stranger }).searcher.size).toBe(118)
  })
})

test('a graph that cannot be built is said, and searching goes on by comparing with all', async () => {
  const whole = source()
  let reads = 0
  const failing: GallerySource = {
    ...whole,
    embeddings() {
      reads += 1
      if (reads > 1) throw new Error('the disk is gone')
      return whole.embeddings()
    },
  }
  const { searcher, states } = open(100, { of: failing })
  await searcher.whenBuilt()
  expect(states.at(-1)).toMatchObject({ kind: 'failed', error: { message: 'the disk is gone' } })
  expectAgreement(searcher)
  searcher.refresh()
  expect([searcher.state.kind, reads]).toEqual(['failed', 2])
})

test('what another process enrols between the two reads of a refresh is found at the next one', () => {
  const plain = source()
  let meanwhile: (() => void) | null = null
  const beside = () => {
    meanwhile?.()
    meanwhile = null
  }
  const raced: GallerySource = {
    ...plain,
    revision() {
      const found = plain.revision()
      beside()
      return found
    },
    changesSince(revision) {
      const found = plain.changesSince(revision)
      beside()
      return found
    },
  }
  const searcher = createSearcher(raced)
  searchers.push(searcher)
  for (let round = 0; round < 2; round++) {
    const before = searcher.size
    meanwhile = () => void enrol(1 as PersonId, near(centres[0]!, random))
    searcher.refresh()
    searcher.refresh()
    expect(searcher.size).toBe(before + 1)
    expect(searcher.revision.stamp).toBe(plain.revision().stamp)
  }
})
