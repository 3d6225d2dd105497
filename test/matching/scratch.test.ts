import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { inScratch, inScratchSync, removeDeadScratch } from '../../main/matching/scratch.ts'
import { scratchFolder } from '../helpers/app.ts'

const minutes = 60_000

test('a graph is in a folder for its owner alone while it is needed, and gone afterwards, also when the work fails', async () => {
  const parent = scratchFolder()
  await inScratch(parent, async (plain) => {
    writeFileSync(plain, 'faces')
    expect(statSync(dirname(plain)).mode & 0o777).toBe(0o700)
  })
  expect(() =>
    inScratchSync(parent, (plain) => {
      writeFileSync(plain, 'faces')
      throw new Error('no graph')
    }),
  ).toThrow('no graph')
  expect(readdirSync(parent)).toEqual([])
})

test('on a disk it is overwritten before it is removed', async () => {
  const parent = scratchFolder()
  const kept = join(parent, 'another-name-of-the-same-file')
  const size = (1 << 20) + 5
  await inScratch(parent, async (plain) => {
    writeFileSync(plain, Buffer.alloc(size, 'face'))
    linkSync(plain, kept)
  })
  expect(readFileSync(kept).equals(Buffer.alloc(size))).toBe(true)
})

test('what a killed process left is removed at the next start; what a living one works with stays', async () => {
  const parent = scratchFolder()
  const module = join(import.meta.dirname, '../../main/matching/scratch.ts')
  const program = `
    import { writeFileSync } from 'node:fs'
    const { inScratch } = await import(${JSON.stringify(module)})
    await inScratch(${JSON.stringify(parent)}, async (plain) => {
      writeFileSync(plain, 'faces')
      console.log('written')
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  removeDeadScratch(parent, Date.now())
  expect(readdirSync(parent).length).toBe(1)
  child.kill('SIGKILL')
  await once(child, 'close')
  removeDeadScratch(parent, Date.now())
  expect(readdirSync(parent)).toEqual([])
})

test('a folder of an earlier version, which names no process, is removed when nothing happened in it for a while', () => {
  const parent = scratchFolder()
  const [old, fresh, other] = ['rollcall-index-GUPHXI', 'rollcall-index-a1b2c3', 'rollcall-indexes'].map((name) =>
    join(parent, name),
  ) as [string, string, string]
  for (const folder of [old, fresh, other]) mkdirSync(folder)
  writeFileSync(join(old, 'graph'), 'faces')
  const now = Date.now()
  for (const folder of [old, other]) utimesSync(folder, (now - 11 * minutes) / 1000, (now - 11 * minutes) / 1000)
  removeDeadScratch(parent, now)
  expect([old, fresh, other].map(existsSync)).toEqual([false, true, true])
})
