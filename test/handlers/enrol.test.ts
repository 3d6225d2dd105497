import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openApp } from '../helpers/app.ts'
import { ada, adaAgain, jpeg, type Part, stranger } from '../helpers/pictures.ts'

const threePeople: Part = { sample: 3, left: 400, top: 0, width: 1400, height: 1000 }

test('a second photo of an enrolled person under another name is caught, and can be overruled', async () => {
  const app = await openApp()
  const first = await app.call('people.create', { name: 'Ada' })
  const second = await app.call('people.create', { name: 'Grace' })
  await app.call('enrol.photo', { personId: first.id, photo: await jpeg(ada) })
  const photo = await jpeg(adaAgain)

  const caught = await app.call('enrol.photo', { personId: second.id, photo })
  const overruled = await app.call('enrol.photo', { personId: second.id, photo, allowDuplicate: true })

  expect(caught).toMatchObject({
    kind: 'refused',
    refusal: { code: 'looks-like-somebody-else', candidates: [{ person: { name: 'Ada' } }] },
  })
  expect(overruled).toMatchObject({ kind: 'enrolled', person: { name: 'Grace', templates: 1 } })
})

test('the same file twice is refused by name', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  const photo = await jpeg(ada)
  await app.call('enrol.photo', { personId, photo })
  expect(await app.call('enrol.photo', { personId, photo })).toMatchObject({
    kind: 'refused',
    refusal: { code: 'duplicate-photo' },
  })
})

test.each<[string, () => Promise<Uint8Array>, string]>([
  ['no bytes', async () => new Uint8Array(0), 'not-an-image'],
  ['text', async () => new TextEncoder().encode('name,photo\nAda,ada.jpg'), 'not-an-image'],
  ['a cut-off file', async () => (await jpeg(ada)).subarray(0, 20_000), 'image-truncated'],
  [
    'one pixel',
    () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    'image-too-small',
  ],
  [
    'a wall',
    () =>
      sharp({ create: { width: 640, height: 480, channels: 3, background: 'grey' } })
        .jpeg()
        .toBuffer(),
    'no-face',
  ],
  ['three people', () => jpeg(threePeople), 'several-faces'],
])('%s is refused with a sentence and changes nothing', async (_, photo, code) => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })

  const reply = await app.call('enrol.photo', { personId, photo: await photo() })

  expect(reply).toMatchObject({ kind: 'refused', refusal: { code } })
  expect(reply.kind === 'refused' && reply.refusal.message).toMatch(/^[A-Z].{20,}\.$/s)
  expect((await app.call('people.get', { id: personId })).templates).toEqual([])
})

test('an erased person is not found any more, and their templates are gone', async () => {
  const app = await openApp()
  const { id } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  await app.call('people.erase', { id })

  const found = await app.call('search.photo', { photo: await jpeg(adaAgain) })

  expect(found.faces[0]).toMatchObject({ decision: { kind: 'unknown', similarity: null }, candidates: [] })
  await expect(app.call('people.get', { id })).rejects.toMatchObject({ code: 'person-not-found' })
})

test('two photos are compared by their largest faces', async () => {
  const app = await openApp()
  const same = await app.call('search.compare', { first: await jpeg(ada), second: await jpeg(adaAgain) })
  const other = await app.call('search.compare', { first: await jpeg(ada), second: await jpeg(stranger) })
  expect(same).toMatchObject({ kind: 'compared', same: true, threshold: 0.51 })
  expect(other).toMatchObject({ kind: 'compared', same: false })
})

test('a photo of somebody else is not added without a word, and can be confirmed', async () => {
  const app = await openApp()
  const { id: personId } = await app.call('people.create', { name: 'Ada' })
  await app.call('enrol.photo', { personId, photo: await jpeg(ada) })
  const photo = await jpeg(stranger)

  const refused = await app.call('enrol.photo', { personId, photo })
  const looked = await app.call('enrol.inspect', { personId, photo })
  const confirmed = await app.call('enrol.photo', { personId, photo, allowUnlike: true })

  expect(refused).toMatchObject({
    kind: 'refused',
    refusal: {
      code: 'unlike-own-photos',
      message: expect.stringMatching(/^This does not look like the photo on file \(-?0\.\d\d\)/),
      own: { photos: 1, similarity: expect.any(Number) },
    },
  })
  expect(looked.refusal).toMatchObject({ code: 'unlike-own-photos' })
  expect(confirmed).toMatchObject({ kind: 'enrolled', person: { templates: 2 } })
  // What is there now looks like both.
  expect(await app.call('enrol.photo', { personId, photo: await jpeg(adaAgain) })).toMatchObject({ kind: 'enrolled' })
})
