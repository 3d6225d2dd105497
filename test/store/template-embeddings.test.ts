import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { ModelId, PersonId, TemplateId } from '../../main/contract/entities.ts'
import { openDatabase } from '../../main/store/database.ts'
import { migrate } from '../../main/store/migrate.ts'
import type { Store } from '../../main/store/open.ts'
import { addPerson, addTemplate, axis, model, scratchFolder, scratchStore, tamper } from './scratch.ts'

const other = 'other-model' as ModelId
const photo = Uint8Array.of(7)

const listed = ({ templates }: Store, of: ModelId) => [...templates.listEmbeddings(of)].flat()
const ids = (store: Store, of: ModelId) => listed(store, of).map(({ templateId }) => templateId)

/** Ada with two photos and Eve with one, all of them with an embedding by the other model too. */
function office(file = join(scratchFolder(), 'rollcall.db')) {
  const store = scratchStore(file)
  const [ada, eve] = [addPerson(store, 'Ada').id, addPerson(store, 'Eve').id]
  const made = [ada, ada, eve].map((personId, place) => addTemplate(store, personId, place, photo).id)
  const templates = made as [TemplateId, TemplateId, TemplateId]
  addOthers(store, made)
  return { store, file, ada, eve, templates }
}

function addOthers(store: Store, made: readonly TemplateId[]): void {
  store.templates.addEmbeddings(
    other,
    made.map((templateId) => ({
      templateId,
      personId: store.templates.get(templateId).personId,
      vector: axis((templateId + 3) % 8),
    })),
  )
}

test('a template is found by each of its models, with the embedding of that one', () => {
  const { store, ada, eve, templates } = office()
  const [first, second, third] = templates
  expect(listed(store, model)).toEqual([
    { templateId: first, personId: ada, vector: axis(0) },
    { templateId: second, personId: ada, vector: axis(1) },
    { templateId: third, personId: eve, vector: axis(2) },
  ])
  expect(listed(store, other)).toEqual([
    { templateId: first, personId: ada, vector: axis((first + 3) % 8) },
    { templateId: second, personId: ada, vector: axis((second + 3) % 8) },
    { templateId: third, personId: eve, vector: axis((third + 3) % 8) },
  ])
  expect(store.templates.readEmbedding(third, other)!.vector).toEqual(axis((third + 3) % 8))
  expect(store.templates.readEmbedding(third, 'a third' as ModelId)).toBeNull()
  expect(store.templates.count(other)).toBe(3)
  expect(store.templates.countByModel()).toEqual([
    { model: other, templates: 3 },
    { model, templates: 3 },
  ])
  expect(store.templates.listQualities(other).map(({ templateId }) => templateId)).toEqual(templates)
  expect(store.templates.listOfPerson(ada)).toHaveLength(2)
})

test('what is erased or merged is so for both models, and their indexes are told', () => {
  const { store, ada, eve, templates } = office()
  const [first, second, third] = templates
  const seen = { [model]: store.templates.readRevision(model), [other]: store.templates.readRevision(other) }
  store.templates.erase(first)
  const merge = store.merges.merge(eve, ada, { leaves: [], assignments: [] })
  expect(ids(store, other)).toEqual([second, third])
  expect(listed(store, other).every(({ personId }) => personId === eve)).toBe(true)
  expect(store.templates.listDamaged()).toEqual([])
  for (const of of [model, other]) {
    const changes = store.templates.listChangesSince(of, seen[of]!)!
    expect([...new Set(changes.map(({ templateId }) => templateId))]).toEqual([first, second])
  }
  store.merges.undo(merge.id)
  expect(listed(store, other).map(({ personId }) => personId)).toEqual([ada, eve])
  store.people.erase(ada)
  expect(ids(store, other)).toEqual([third])
  expect(store.templates.countByModel().map(({ templates: count }) => count)).toEqual([1, 1])
})

test('templates of people who are not searched are left out for both models until they are again', () => {
  const { store, ada, templates } = office()
  const seen = store.templates.readRevision(other)
  store.people.setSearched(ada, false)
  expect(ids(store, other)).toEqual([templates[2]])
  expect(store.templates.readSearched(templates[0], other)).toBeNull()
  expect(store.templates.listChangesSince(other, seen)!.map(({ change }) => change)).toEqual(['remove', 'remove'])
  store.people.setSearched(ada, true)
  expect(ids(store, other)).toEqual(templates)
})

test('an embedding comes too late for a template that was erased, moved or taken out meanwhile', () => {
  const store = scratchStore()
  const [ada, eve] = [addPerson(store, 'Ada').id, addPerson(store, 'Eve').id]
  const [erased, moved, hidden, kept] = [ada, ada, eve, ada].map((id) => addTemplate(store, id, 0, photo).id) as [
    TemplateId,
    TemplateId,
    TemplateId,
    TemplateId,
  ]
  const wanted = store.templates.listWithoutEmbedding(other, 0, 10)
  expect(wanted).toEqual([
    { templateId: erased, personId: ada },
    { templateId: moved, personId: ada },
    { templateId: hidden, personId: eve },
    { templateId: kept, personId: ada },
  ])
  store.templates.erase(erased)
  store.templates.move(moved, eve)
  store.people.setSearched(eve, false)
  store.templates.addEmbeddings(
    other,
    wanted.map((each) => ({ ...each, vector: axis(1) })),
  )
  store.people.setSearched(eve, true)
  expect(ids(store, other)).toEqual([kept])
  expect(store.templates.countWithoutEmbedding(other)).toBe(2)
  expect(store.templates.listWithoutEmbedding(other, moved, 1)).toEqual([{ templateId: hidden, personId: eve }])
  // Another process was faster: the one that is there stays.
  store.templates.addEmbeddings(other, [{ templateId: kept, personId: ada, vector: axis(5) }])
  expect(store.templates.readEmbedding(kept, other)!.vector).toEqual(axis(1))
})

test('whoever has no photo that another model could read is known', () => {
  const { store, ada, eve, templates } = office()
  const bob = addPerson(store, 'Bob').id
  addTemplate(store, bob, 4, null)
  addTemplate(store, eve, 5, null)
  expect(store.templates.listPeopleWithout(other, model)).toEqual([bob])
  expect(store.templates.countWithoutEmbedding(other)).toBe(0)
  store.templates.erase(templates[2])
  expect(store.templates.listPeopleWithout(other, model)).toEqual([eve, bob])
  store.people.setSearched(bob, false)
  expect(store.templates.listPeopleWithout(other, model)).toEqual([eve])
  expect(store.templates.listPeopleWithout(model, other)).toEqual([])
  expect(ada).toBe(1 as PersonId)
})

test('a model is given up with all its embeddings, also of templates that it made; the other one keeps them all', () => {
  const { store, ada, templates } = office()
  // Enrolled since the change, with the embedding of before made from the photo.
  const draft = { quality: 70, source: 'camera', photo, origin: null } as const
  const late = store.templates.add({ ...draft, personId: ada, model: other, vector: axis(6) }).id
  store.templates.addEmbeddings(model, [{ templateId: late, personId: ada, vector: axis(7) }])
  const alone = store.templates.add({ ...draft, personId: ada, model: other, vector: axis(5), photo: null }).id
  expect(store.templates.eraseEmbeddings(other, model)).toBe(4)
  expect(ids(store, model)).toEqual([...templates, late])
  expect(store.templates.readEmbedding(late, model)!.vector).toEqual(axis(7))
  expect(store.templates.get(late)).toMatchObject({ model, quality: 70, hasPhoto: true })
  // Nothing else is known of that face.
  expect(ids(store, other)).toEqual([alone])
  expect(store.templates.listDamaged()).toEqual([])
})

test('the embedding of another person, model or template does not open', () => {
  const { store, file, ada, eve, templates } = office()
  store.close()
  tamper(file, `update template_embeddings set person_id = ${ada} where template_id = ${templates[2]}`)
  const again = scratchStore(file)
  expect(ids(again, other)).toEqual([templates[0], templates[1]])
  expect(again.templates.listDamaged()).toEqual([{ templateId: templates[2], personId: eve }])
})

test('an embedding by another model is unreadable in the file', () => {
  const { file } = office()
  const beside = new Sqlite(file, { readonly: true })
  const sealed = beside.prepare('select embedding from template_embeddings').all() as { embedding: Buffer }[]
  beside.close()
  expect(sealed).toHaveLength(3)
  expect(sealed.some(({ embedding }) => embedding.includes(Buffer.from(axis(4).buffer)))).toBe(false)
})

test('the twenty-eighth migration: people who leave are taken out of both, also where they were there before', () => {
  const database = openDatabase(':memory:')
  migrate(database, 27)
  database.exec(`
    pragma foreign_keys = on;
    insert into people (name, search, sort_name, created_at) values ('Ada', 'ada', 'ada', 0);
    insert into templates (person_id, model, quality, source, created_at, embedding) values (1, 'm', 1, 'photo', 0, x'00')`)
  migrate(database)
  database.exec(`
    insert into template_embeddings values (1, 1, 'n', x'01');
    update people set searched = 0;
    delete from people`)
  const changes = database.prepare('select model, change from template_changes order by revision').all()
  expect(changes).toEqual([
    { model: 'm', change: 'add' },
    { model: 'n', change: 'add' },
    { model: 'm', change: 'remove' },
    { model: 'n', change: 'remove' },
    ...[expect.anything(), expect.anything()],
  ])
  expect(database.prepare('select * from template_embeddings').all()).toEqual([])
  database.close()
})
