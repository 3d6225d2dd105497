import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import type { Message } from '../../main/contract/topics.ts'
import { guardPhotos } from '../../main/services/photo-guard.ts'
import type { PhotoAnalysis, Vision } from '../../main/vision/vision.ts'
import { scratchFolder } from '../helpers/app.ts'
import { keyVault } from '../store/scratch.ts'

const options = { largest: null, liveness: false }
const seen = { width: 1, height: 1, faces: [], others: [] } as unknown as PhotoAnalysis
const poison = Uint8Array.of(6, 6, 6)
const harmless = Uint8Array.of(1, 2, 3)

function guarded(folder: string, look: (photo: Uint8Array) => Promise<PhotoAnalysis>) {
  const notices: Message<'notice'>[] = []
  const vision = { analysePhoto: look } as unknown as Vision
  const publish = (_topic: string, notice: unknown) => void notices.push(notice as Message<'notice'>)
  return { notices, ...guardPhotos(vision, { folder, vault: keyVault(), publish }) }
}

/** What a process leaves that ends while it looks at a photo: the file, under its number. */
function endedWhileLooking(folder: string) {
  const gone = spawnSync('true').pid
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(`.${process.pid}`)) continue
    writeFileSync(join(folder, name.replace(/\d+$/, String(gone))), '')
    rmSync(join(folder, name))
  }
}

test('a photo at which the process ended twice is put aside, with a notice, and others are looked at', async () => {
  const folder = join(scratchFolder(), 'looking')
  for (const times of [1, 2]) {
    const never = guarded(folder, () => new Promise(() => undefined))
    void never.analysePhoto(poison, options)
    await expect
      .poll(() => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(`.${process.pid}`)))
      .toBe(true)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    endedWhileLooking(folder)
    const next = guarded(folder, async () => seen)
    expect(next.notices.map(({ code }) => code)).toEqual(times === 2 ? ['photo-put-aside'] : [])
    expect(await next.analysePhoto(harmless, options)).toBe(seen)
    if (times === 2)
      await expect(next.analysePhoto(poison, options)).rejects.toMatchObject({ code: 'stopped-recognition' })
    expect(readdirSync(folder)).toEqual(['suspects.json'])
  }
})

test('so is one at which recognition stopped twice in a process that goes on', async () => {
  const folder = join(scratchFolder(), 'looking')
  const stopped = new AppError('vision-stopped', 'It stopped.')
  const vision = guarded(folder, () => Promise.reject(stopped))
  for (const code of ['vision-stopped', 'vision-stopped', 'stopped-recognition'])
    await expect(vision.analysePhoto(poison, options)).rejects.toMatchObject({ code })
  expect(vision.notices).toHaveLength(1)
})

test('an end that was ordered, another failure, or a photo that is looked at well the second time blames nobody', async () => {
  const folder = join(scratchFolder(), 'looking')
  const answers: (() => Promise<PhotoAnalysis>)[] = [
    ...Array.from({ length: 3 }, () => () => Promise.reject(new AppError('not-an-image', 'No picture.'))),
    ...Array.from(
      { length: 3 },
      () => () => Promise.reject(new AppError('vision-stopped', 'Closing.', { details: { closing: true } })),
    ),
    () => Promise.reject(new AppError('vision-stopped', 'It stopped.')),
    async () => seen,
    () => Promise.reject(new AppError('vision-stopped', 'It stopped.')),
    async () => seen,
  ]
  const vision = guarded(folder, () => answers.shift()!())
  while (answers.length > 0) await vision.analysePhoto(poison, options).catch(() => undefined)
  expect(await guarded(folder, async () => seen).analysePhoto(poison, options)).toBe(seen)
  expect(vision.notices).toEqual([])
})

test('a photo that is suspected is looked at alone', async () => {
  const folder = join(scratchFolder(), 'looking')
  let stopping = true
  let beside = 0
  let most = 0
  const vision = guarded(folder, async (photo) => {
    if (stopping) throw new AppError('vision-stopped', 'It stopped.')
    beside += 1
    if (photo === poison) most = Math.max(most, beside)
    await setImmediate()
    beside -= 1
    return seen
  })
  await vision.analysePhoto(poison, options).catch(() => undefined)
  stopping = false
  await Promise.all([harmless, poison, harmless, harmless].map((photo) => vision.analysePhoto(photo, options)))
  expect(most).toBe(1)
})

test('where nothing can be written, photos are looked at all the same', async () => {
  const parent = scratchFolder()
  writeFileSync(join(parent, 'looking'), 'a file in its place')
  expect(await guarded(join(parent, 'looking'), async () => seen).analysePhoto(harmless, options)).toBe(seen)
})
