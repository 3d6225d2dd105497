import { expect, test } from 'vitest'
import { openApp } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, stranger } from '../helpers/pictures.ts'

test('a merge joins the templates of two entries, and is taken back without loss', async () => {
  const app = await openApp()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Ada L.', employeeNumber: '7', groups: ['Design'] })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(stranger) })
  const who = async () => (await app.call('search.photo', { photo: await jpeg(stranger) })).faces[0]!.candidates[0]

  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  expect(await who()).toMatchObject({ person: { id: kept.id, name: 'Ada' } })
  expect((await app.call('people.list', {})).people).toMatchObject([{ id: kept.id, templates: 2 }])

  const back = await app.call('people.unmerge', { merge: merge.id })
  expect(back).toMatchObject({ name: 'Ada L.', employeeNumber: '7', groups: ['Design'], templates: 1 })
  expect(await who()).toMatchObject({ person: { id: back.id } })
  expect((await app.call('people.get', { id: kept.id })).templates).toHaveLength(1)
  expect((await app.call('people.merges', {})).merges).toEqual([])
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('what was enrolled after a merge stays where it is', async () => {
  const app = await openApp()
  const kept = await app.call('people.create', { name: 'Ada' })
  const gone = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: gone.id, photo: await jpeg(ada) })
  const merge = await app.call('people.merge', { kept: kept.id, gone: gone.id })
  await app.call('enrol.photo', { personId: kept.id, photo: await jpeg(adaAgain) })

  const back = await app.call('people.unmerge', { merge: merge.id })

  expect(back.templates).toBe(1)
  expect((await app.call('people.get', { id: kept.id })).templates).toHaveLength(1)
  await expect(app.call('people.unmerge', { merge: merge.id })).rejects.toMatchObject({ code: 'invalid-input' })
})

test('people nearer than the threshold are named on either side, by their closest photos', async () => {
  const app = await openApp()
  const first = await app.call('people.create', { name: 'Ada' })
  const second = await app.call('people.create', { name: 'Grace' })
  const third = await app.call('people.create', { name: 'Max' })
  await app.call('enrol.photo', { personId: first.id, photo: await jpeg(ada) })
  await app.call('enrol.photo', { personId: second.id, photo: await jpeg(adaAgain), allowDuplicate: true })
  await app.call('enrol.photo', { personId: third.id, photo: await jpeg(stranger) })
  const named = async (id: typeof first.id) =>
    (await app.call('people.lookAlikes', { id })).candidates.map(({ person }) => person.name)

  expect(await Promise.all([first, second, third].map(({ id }) => named(id)))).toEqual([['Grace'], ['Ada'], []])
  await app.call('settings.set', { threshold: 0.99 })
  expect(await named(first.id)).toEqual([])
})
