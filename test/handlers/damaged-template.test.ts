import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { ada, jpeg, stranger } from '../helpers/pictures.ts'

test('one damaged template costs itself: everybody else is recognised, and it is said whose it is', async () => {
  const dataFolder = scratchFolder()
  const first = await openApp({ dataFolder })
  const people = []
  for (const [name, picture] of [
    ['Ada', ada],
    ['Grace', stranger],
  ] as const) {
    const person = await first.call('people.create', { name })
    await first.call('enrol.photo', { personId: person.id, photo: await jpeg(picture) })
    people.push(person)
  }
  await first.close()
  const database = new Sqlite(join(dataFolder, 'rollcall.db'))
  database.prepare("update templates set embedding = x'00' where person_id = ?").run(people[1]!.id)
  database.close()

  const app = await openApp({ dataFolder })
  const best = async (picture: typeof ada) =>
    (await app.call('search.photo', { photo: await jpeg(picture) })).faces[0]!.decision
  expect(await best(ada)).toMatchObject({ kind: 'known', person: { name: 'Ada' } })
  expect(await best(stranger)).toMatchObject({ kind: 'unknown' })
  const { notices } = await app.call('notices.list', {})
  expect(notices).toContainEqual(
    expect.objectContaining({
      ...{ code: 'data-damaged', level: 'error' },
      details: { damages: [{ kind: 'template', of: ['Grace'] }] },
    }),
  )
  await app.call('notices.dismiss', { code: 'database-changed' })
  const failed = (await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)
  expect(failed.map(({ name }) => name)).toEqual(['stored values'])
  expect(failed[0]!.message).toMatch(/^A stored face of Grace is damaged .* Erase that photo/)

  const [template] = (await app.call('people.get', { id: people[1]!.id })).templates
  await app.call('people.eraseTemplate', { id: template!.id })
  expect((await app.call('system.doctor', {})).checks.filter(({ ok }) => !ok)).toEqual([])
}, 120_000)
