import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { ModelId } from '../../main/contract/entities.ts'
import { addPerson, addTemplate, axis, model, scratchFolder, scratchStore } from './scratch.ts'

test('an embedding comes back bit for bit', () => {
  const store = scratchStore()
  const { id: personId } = addPerson(store, 'Ada')
  const vector = Float32Array.from({ length: 512 }, (_, index) => Math.fround(Math.sin(index) / 16))
  const draft = { personId, model, quality: 71.5, source: 'camera', photo: null, origin: null } as const
  const template = store.templates.add({ ...draft, vector: vector.subarray() })
  expect(store.templates.readEmbedding(template.id, model)).toEqual({ templateId: template.id, personId, vector })
  expect(template).toMatchObject({ quality: 71.5, source: 'camera', hasPhoto: false, model })
})

test('embeddings and photos are unreadable in the file', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const { id } = addPerson(store, 'Ada')
  const photo = Buffer.from('JPEG '.repeat(100))
  const template = addTemplate(store, id, 0, photo)
  const beside = new Sqlite(file, { readonly: true })
  const row = beside.prepare('select embedding, photo from templates join photos on template_id = id').get() as {
    embedding: Buffer
    photo: Buffer
  }
  beside.close()
  expect(row.photo.includes('JPEG JPEG')).toBe(false)
  expect(row.embedding.includes(Buffer.from(axis(0).buffer))).toBe(false)
  expect(Buffer.from(store.templates.readPhoto(template.id)!).equals(photo)).toBe(true)
})

test('a template that was moved to another person or row does not open', () => {
  const file = join(scratchFolder(), 'rollcall.db')
  const store = scratchStore(file)
  const [ada, eve] = [addPerson(store, 'Ada'), addPerson(store, 'Eve')]
  const first = addTemplate(store, ada.id, 0, Uint8Array.of(1))
  const second = addTemplate(store, eve.id, 1, Uint8Array.of(2))
  const beside = new Sqlite(file)
  beside.exec(`update templates set person_id = ${ada.id} where id = ${second.id}`)
  beside.exec(`update photos set photo = (select photo from photos where template_id = ${first.id})`)
  beside.close()
  expect(store.templates.readEmbedding(second.id, model)).toBeNull()
  expect([...store.templates.listEmbeddings(model)].flat().map(({ templateId }) => templateId)).toEqual([first.id])
  expect(store.templates.listDamaged()).toEqual([{ templateId: second.id, personId: ada.id }])
  expect(store.templates.readPhoto(second.id)).toBeNull()
  expect(store.damages.list().map(({ kind, id }) => [kind, id])).toEqual([
    ['template', second.id],
    ['photo', second.id],
  ])
  expect(store.templates.readPhoto(first.id)).toEqual(Buffer.from([1]))
})

test('embeddings come a portion at a time, while others are written', () => {
  const store = scratchStore()
  const { id } = addPerson(store, 'Ada')
  store.transaction(() => {
    for (let count = 0; count < 2100; count++) addTemplate(store, id, count % 8)
  })
  const portions: number[] = []
  for (const portion of store.templates.listEmbeddings(model)) {
    portions.push(portion.length)
    if (portions.length === 1) addTemplate(store, id, 0)
  }
  expect(portions).toEqual([...new Array(8).fill(250), 101])
})

test('models are kept apart', () => {
  const store = scratchStore()
  const { id: personId } = addPerson(store, 'Ada')
  addTemplate(store, personId)
  const other = 'other' as ModelId
  const vector = axis(0, 4)
  store.templates.add({ personId, model: other, vector, quality: 1, source: 'import', photo: null, origin: null })
  expect([...store.templates.listEmbeddings(other)].flat()).toEqual([{ templateId: 2, personId, vector }])
  expect(store.templates.count(model)).toBe(1)
  expect(store.templates.listOwners(other)).toEqual([{ templateId: 2, personId }])
  expect(store.templates.readRevision(model).number).toBe(1)
  expect(store.templates.readRevision(other).number).toBe(2)
})

test('the same file is known again, by whomever it was enrolled', () => {
  const store = scratchStore()
  const { id: personId } = addPerson(store, 'Ada')
  const origin = Buffer.from('a photo')
  const draft = { personId, model, vector: axis(0), quality: 1, source: 'photo', photo: null } as const
  const template = store.templates.add({ ...draft, origin })
  expect(store.templates.findByOrigin(Buffer.from('a photo'))).toEqual(template)
  expect(store.templates.findByOrigin(Buffer.from('another'))).toBeNull()
})

test('the history tells what to take over', () => {
  const store = scratchStore()
  const [ada, eve] = [addPerson(store, 'Ada'), addPerson(store, 'Eve')]
  const start = store.templates.readRevision(model)
  expect(start).toEqual({ number: 0, stamp: '' })
  const first = addTemplate(store, ada.id)
  const middle = store.templates.readRevision(model)
  const second = addTemplate(store, eve.id, 1)
  store.people.erase(ada.id)
  expect(store.templates.listChangesSince(model, middle)).toEqual([
    { templateId: second.id, change: 'add' },
    { templateId: first.id, change: 'remove' },
  ])
  expect(store.templates.listChangesSince(model, start)).toHaveLength(3)
  expect(store.templates.listChangesSince(model, store.templates.readRevision(model))).toEqual([])
  expect(store.templates.listChangesSince(model, { ...middle, stamp: 'FF' })).toBeNull()
  expect(store.templates.listChangesSince(model, { number: 99, stamp: middle.stamp })).toBeNull()
})
