import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { PersonId } from '../../main/contract/entities.ts'
import { erasePerson } from '../../main/store/erase-person.ts'
import { prepareRestore } from '../../main/store/restore.ts'
import { rotateKey } from '../../main/store/rotate-key.ts'
import { openVault, type VaultSource } from '../../main/store/vault.ts'
import { tester } from '../helpers/tester.ts'
import { addPerson, addTemplate, scratchFolder, scratchStore } from './scratch.ts'

const keyOf = (folder: string): VaultSource => ({ kind: 'file', path: join(folder, 'key') })
const storeIn = (folder: string) => scratchStore(join(folder, 'rollcall.db'), openVault(keyOf(folder)))
const linesOf = (folder: string) => readFileSync(join(folder, 'erased'), 'utf8').trimEnd().split('\n')
const photo = new Uint8Array([1, 2, 3])

const restore = async (dataFolder: string, file: string, key = keyOf(dataFolder)) => {
  const bringsKey = key.kind === 'key'
  const prepared = await prepareRestore({ dataFolder, file, name: file, key, bringsKey, now: Date.now })
  prepared.restore(tester)
  return prepared.preview
}

/** Ada with two photos, Grace with one; of Ada one photo is erased after the backup, and Grace altogether. */
async function office() {
  const data = scratchFolder()
  const backup = join(scratchFolder(), 'copy.db')
  const store = storeIn(data)
  const [ada, grace] = [addPerson(store, 'Ada', 'A-17'), addPerson(store, 'Grace', 'G-04')]
  const [first] = [addTemplate(store, ada.id, 0, photo), addTemplate(store, ada.id, 1, photo)]
  addTemplate(store, grace.id, 2, photo)
  await store.backup(backup)
  store.templates.erase(first!.id)
  store.transaction(() => erasePerson(store, grace.id, 'HR'))
  store.close()
  return { data, backup }
}

/** Who is there, with how many templates. */
function peopleIn(folder: string): Record<string, number> {
  const store = storeIn(folder)
  const { people } = store.people.list('', 100)
  store.close()
  return Object.fromEntries(people.map(({ name, templates }) => [name, templates]))
}

test('the list says nothing without the key: hashes, and since when it is kept', async () => {
  const { data } = await office()
  const [head, ...hashes] = linesOf(data)
  expect(head).toMatch(/^rollcall erased [0-9a-f]{64} 1\d{3}$/)
  // Grace, her template, and one of Ada's.
  expect(hashes).toHaveLength(3)
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(join(data, 'erased')).mode & 0o777).toBe(0o600)
})

test('what is undone in the same transaction is not erased, neither here nor on the list', async () => {
  const data = scratchFolder()
  const store = storeIn(data)
  const ada = addPerson(store, 'Ada')
  const template = addTemplate(store, ada.id)
  const erase = () => {
    erasePerson(store, ada.id, 'HR')
    throw new Error('undone')
  }
  expect(() => store.transaction(erase)).toThrow('undone')
  addPerson(store, 'Grace')
  expect(linesOf(data)).toHaveLength(1)
  store.templates.erase(template.id)
  expect(linesOf(data)).toHaveLength(2)
})

test('a backup that is restored lacks what was erased, and the audit log says so', async () => {
  const { data, backup } = await office()
  const preview = await restore(data, backup)
  expect(preview).toMatchObject({
    backup: { people: 1, templates: 1 },
    present: { goes: { people: 0, templates: 0 }, returns: 0 },
    erased: { people: 1, templates: 2, isComplete: true },
  })
  expect(peopleIn(data)).toEqual({ Ada: 1 })
  const store = storeIn(data)
  expect(store.audit.list(null, 10, { action: 'restore' }).entries).toMatchObject([
    { action: 'restore' },
    { action: 'restore.erase', actor: 'Rollcall', details: { people: 1, templates: 2 } },
  ])
  expect(await store.examine('whole')).toMatchObject({ integrity: null, audit: { kind: 'intact' } })
  const bytes = readFileSync(join(data, 'rollcall.db'))
  for (const word of ['Grace', 'G-04']) expect(bytes.includes(word)).toBe(false)
})

test.for<[string, (data: string) => void]>([
  ['the database is lost', (data) => rmSync(join(data, 'rollcall.db'))],
  ['the database is cut short', (data) => writeFileSync(join(data, 'rollcall.db'), new Uint8Array(5000))],
  ['the file of the list is lost', (data) => rmSync(join(data, 'erased'))],
])('the same when %s', async ([, harm]) => {
  const { data, backup } = await office()
  harm(data)
  expect(await restore(data, backup)).toMatchObject({ erased: { people: 1, templates: 2, isComplete: true } })
  expect(peopleIn(data)).toEqual({ Ada: 1 })
  // The list goes on to hold for what is restored later.
  await restore(data, backup)
  expect(peopleIn(data)).toEqual({ Ada: 1 })
})

test('the same of a backup that somebody copies into place', async () => {
  const { data, backup } = await office()
  copyFileSync(backup, join(data, 'rollcall.db'))
  expect(peopleIn(data)).toEqual({ Ada: 1 })
  expect(peopleIn(data)).toEqual({ Ada: 1 })
  const bytes = readFileSync(join(data, 'rollcall.db'))
  for (const word of ['Grace', 'G-04']) expect(bytes.includes(word)).toBe(false)
})

test('on another computer nobody knows what was erased, and that is said; from then on the list is kept', async () => {
  const { data, backup } = await office()
  const fresh = scratchFolder()
  const key = readFileSync(join(data, 'key'))
  // Somebody has looked around there before.
  const other = storeIn(fresh)
  other.transaction(() => erasePerson(other, addPerson(other, 'Nobody').id, 'HR'))
  other.close()
  const preview = await restore(fresh, backup, { kind: 'key', key, place: { kind: 'recovery-key' } })
  expect(preview.erased).toEqual({ people: 0, templates: 0, isComplete: false })
  expect(peopleIn(fresh)).toEqual({ Ada: 2, Grace: 1 })
  const store = storeIn(fresh)
  const [grace] = store.people.findByName('Grace')
  store.transaction(() => erasePerson(store, grace!.id, 'HR'))
  store.close()
  expect((await restore(fresh, backup)).erased).toMatchObject({ people: 1, templates: 1 })
  expect(peopleIn(fresh)).toEqual({ Ada: 2 })
})

test('a new key leaves the list as it is, also for backups of before', async () => {
  const { data, backup } = await office()
  const old = readFileSync(join(data, 'key'))
  const list = linesOf(data)
  await rotateKey({ dataFolder: data, from: keyOf(data), chain: null, caller: tester, now: () => 7000 })
  expect(peopleIn(data)).toEqual({ Ada: 1 })
  expect(linesOf(data)).toEqual(list)
  const preview = await restore(data, backup, { kind: 'key', key: old, place: { kind: 'recovery-key' } })
  expect(preview.erased).toEqual({ people: 1, templates: 2, isComplete: true })
  expect(peopleIn(data)).toEqual({ Ada: 1 })
})

test('the list is mended by what the database holds: lines cut off, put in twice, or of no meaning', async () => {
  const { data } = await office()
  const list = linesOf(data)
  const spoil = [
    () => writeFileSync(join(data, 'erased'), `${list.slice(0, 2).join('\n')}\n${list[2]!.slice(0, 20)}`),
    () => appendFileSync(join(data, 'erased'), `${list[1]}\nnothing\n`),
    () => writeFileSync(join(data, 'erased'), 'nothing'),
  ]
  for (const harm of spoil) {
    harm()
    storeIn(data).close()
    expect(linesOf(data).toSorted()).toEqual(list.toSorted())
  }
})

test('whoever was merged into somebody erased does not come back by a backup from before the merge', async () => {
  const data = scratchFolder()
  const [backup, older] = [join(scratchFolder(), 'copy.db'), join(scratchFolder(), 'older.db')]
  const store = storeIn(data)
  const [one, two, three] = ['Ada', 'Ada L.', 'A. Lovelace'].map((name) => addPerson(store, name).id) as [
    PersonId,
    PersonId,
    PersonId,
  ]
  for (const [place, id] of [one, two, three].entries()) addTemplate(store, id, place)
  await store.backup(older)
  const rules = { leaves: [], assignments: [] }
  store.merges.merge(two, three, rules)
  await store.backup(backup)
  const { id: merge } = store.merges.merge(one, two, rules)
  store.transaction(() => erasePerson(store, one, 'HR'))
  expect(() => store.merges.undo(merge)).toThrow(expect.objectContaining({ reason: 'merge-undone' }))
  store.close()
  for (const file of [older, backup]) {
    await restore(data, file)
    expect(peopleIn(data)).toEqual({})
  }
})

test('a template of somebody erased does not come back with whom it belonged to before', async () => {
  const data = scratchFolder()
  const backup = join(scratchFolder(), 'copy.db')
  const store = storeIn(data)
  const [ada, max] = [addPerson(store, 'Ada').id, addPerson(store, 'Max').id]
  addTemplate(store, ada)
  const wrong = addTemplate(store, ada, 1)
  await store.backup(backup)
  store.templates.move(wrong.id, max)
  store.transaction(() => erasePerson(store, max, 'HR'))
  store.close()
  await restore(data, backup)
  expect(peopleIn(data)).toEqual({ Ada: 1 })
})

test('numbers that were given again after a restore mean others, who stay', async () => {
  const data = scratchFolder()
  const [first, second] = [join(scratchFolder(), 'first.db'), join(scratchFolder(), 'second.db')]
  const store = storeIn(data)
  addPerson(store, 'Ada')
  await store.backup(first)
  const eve = addPerson(store, 'Eve')
  await store.backup(second)
  store.close()
  await restore(data, first)
  const again = scratchStore(join(data, 'rollcall.db'), openVault(keyOf(data)))
  const bob = again.people.restore(eve.id, { name: 'Bob', groups: [] }, 5000 as never)
  again.transaction(() => erasePerson(again, bob.id, 'HR'))
  again.close()
  await restore(data, second)
  expect(peopleIn(data)).toEqual({ Ada: 0, Eve: 0 })
})

test('photos of an import that were packed into a backup go with whom they belong to', async () => {
  const data = scratchFolder()
  const backup = join(scratchFolder(), 'copy.db')
  const store = storeIn(data)
  const ada = addPerson(store, 'Ada')
  const { id } = store.imports.begin('staff')
  store.imports.add(id, [{ path: 'Ada.jpg', bytes: 3, name: 'Ada', employeeNumber: null, reason: null }])
  const [waiting] = store.imports.list(id)
  store.importFiles.put(waiting!.id, photo)
  store.imports.settle(waiting!.id, 'review', 'low-quality')
  store.imports.assignPerson(waiting!, ada.id)
  await store.backup(backup)
  store.transaction(() => erasePerson(store, ada.id, 'HR'))
  store.importFiles.remove([waiting!.id])
  store.close()
  await restore(data, backup)
  const database = new Sqlite(join(data, 'rollcall.db'), { readonly: true })
  expect(database.prepare('select count(*) as count from packed_photos').get()).toEqual({ count: 0 })
  database.close()
  const back = storeIn(data)
  back.importFiles.unpackBackup()
  expect(existsSync(join(data, 'imports', `${waiting!.id}.sealed`))).toBe(false)
})
