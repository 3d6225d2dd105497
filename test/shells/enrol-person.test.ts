import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { AppError } from '../../main/contract/errors.ts'
import { openDirectory } from '../../main/enrolment/directory.ts'
import { enrolPerson, type Manner } from '../../main/shells/cli/enrol-person.ts'
import { scratchFolder } from '../helpers/app.ts'

const manner: Manner = { source: 'import', takeLookAlikes: true, takeUnlike: false }
const wanted = { name: 'Ada', employeeNumber: null }

/** An app that takes every photo, until it is asked for the one after `most`. */
function appWithRoomFor(most: number, failure: AppError) {
  const calls: string[] = []
  let taken = 0
  const call = async (method: string) => {
    calls.push(method)
    if (taken === most) throw failure
    taken += 1
    return { kind: 'enrolled', person: { id: 1, name: 'Ada' }, template: { id: taken } }
  }
  return { app: { call } as unknown as App, calls }
}

function photos(count: number): string[] {
  const folder = scratchFolder()
  return Array.from({ length: count }, (_, index) => {
    const file = join(folder, `${index}.jpg`)
    writeFileSync(file, 'a picture')
    return file
  })
}

test('somebody new comes into being with the first photo, and in no other way', async () => {
  const { app, calls } = appWithRoomFor(3, new AppError('internal', ''))
  const directory = openDirectory([])
  const done = await enrolPerson(app, directory, { wanted, photos: photos(3) }, manner, () => undefined)
  expect(done).toMatchObject({ person: { id: 1 }, templates: 3, ended: null })
  expect(calls).toEqual(['enrol.newPerson', 'enrol.photo', 'enrol.photo'])
  expect(directory.find(wanted)).toMatchObject({ kind: 'found', person: { id: 1 } })
})

test('a full disk ends the work, and what was done until then is counted', async () => {
  const { app, calls } = appWithRoomFor(2, new AppError('disk-full', 'The disk is full.'))
  let looked = 0
  const done = await enrolPerson(app, openDirectory([]), { wanted, photos: photos(9) }, manner, () => void looked++)
  expect(done).toMatchObject({ templates: 2, rejected: [], ended: { code: 'disk-full', message: 'The disk is full.' } })
  expect(looked).toBe(2)
  expect(calls).toHaveLength(3)
})

test('a disk that is full from the first photo on leaves nobody behind', async () => {
  const { app } = appWithRoomFor(0, new AppError('disk-full', 'The disk is full.'))
  const done = await enrolPerson(app, openDirectory([]), { wanted, photos: photos(2) }, manner, () => undefined)
  expect(done).toMatchObject({ person: null, templates: 0, ended: { code: 'disk-full' } })
})

test('a photo of its own trouble ends nothing', async () => {
  const { app } = appWithRoomFor(1, new AppError('image-truncated', 'It is cut off.'))
  const done = await enrolPerson(app, openDirectory([]), { wanted, photos: photos(3) }, manner, () => undefined)
  expect(done).toMatchObject({ templates: 1, ended: null, rejected: [{ code: 'image-truncated' }, {}] })
})

test('whoever stops it stops it between two photos', async () => {
  const { app } = appWithRoomFor(9, new AppError('internal', ''))
  const stop = new AbortController()
  const done = await enrolPerson(
    app,
    openDirectory([]),
    { wanted, photos: photos(5) },
    manner,
    () => stop.abort(),
    stop.signal,
  )
  expect(done).toMatchObject({ templates: 1, ended: null })
})
