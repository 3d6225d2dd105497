import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { chooseScratch, inScratch, inScratchSync, removeDeadScratch } from '../../main/matching/scratch.ts'
import { scratchFolder } from '../helpers/app.ts'

const minutes = 60_000

test('a graph is in a folder for its owner alone while it is needed, and gone afterwards, also when the work fails', async () => {
  const parent = scratchFolder()
  await inScratch(parent, async (plain) => {
    writeFileSync(plain, 'faces')
    expect(relative(parent, plain)).toMatch(new RegExp(`^rollcall-index-${process.pid}-\\w{6}/graph$`))
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

test('graphs lie in memory where the system has a folder there', () => {
  const data = scratchFolder()
  expect(chooseScratch(data)).toBe(existsSync('/dev/shm') ? '/dev/shm' : data)
})

test('where memory cannot be written to, graphs lie in the data folder', () => {
  const data = scratchFolder()
  // Not even the superuser makes folders there.
  expect(chooseScratch(data, '/proc')).toBe(data)
  expect(chooseScratch(data, '/no-such-folder')).toBe(data)
  const memory = scratchFolder()
  expect(chooseScratch(data, memory)).toBe(memory)
  expect(readdirSync(memory)).toEqual([])
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
      await new Promise(() => setInterval(() => undefined, 60_000))
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
  const old = ['rollcall-index-GUPHXI', 'rollcall-indexes', 'rollcall-index-GUPHXI.old', 'my-rollcall-index-GUPHXI']
  const fresh = 'rollcall-index-a1b2c3'
  for (const name of [...old, fresh]) mkdirSync(join(parent, name))
  writeFileSync(join(parent, old[0]!, 'graph'), 'faces')
  const now = Date.now()
  const before = (now - 11 * minutes) / 1000
  for (const name of old) utimesSync(join(parent, name), before, before)
  removeDeadScratch(parent, now)
  expect(readdirSync(parent)).toEqual([...old.slice(1), fresh].toSorted())
})

test('a file or a link by such a name is left alone, and so is what it leads to', () => {
  const [parent, elsewhere] = [scratchFolder(), scratchFolder()]
  const kept = join(elsewhere, 'kept')
  writeFileSync(kept, 'payroll')
  symlinkSync(elsewhere, join(parent, 'rollcall-index-a1b2c3'))
  writeFileSync(join(parent, 'rollcall-index-d4e5f6'), 'no folder')
  removeDeadScratch(parent, Date.now() + 11 * minutes)
  expect(readdirSync(parent)).toEqual(['rollcall-index-a1b2c3', 'rollcall-index-d4e5f6'])
  expect(readFileSync(kept, 'utf8')).toBe('payroll')
})

test('in a folder that is not there, nothing is to be removed', () => {
  expect(() => removeDeadScratch('/no-such-folder', Date.now())).not.toThrow()
})
