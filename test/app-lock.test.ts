import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from '../main/app-lock.ts'

let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-lock-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const module = new URL('../main/app-lock.ts', import.meta.url).href

/** A process that takes the lock, says `held` or `refused`, and then stays. */
async function start(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    const { lockDataFolder } = await import(${JSON.stringify(module)})
    try { lockDataFolder(${JSON.stringify(folder)}, 'electron'); console.log('held') }
    catch (error) { console.log(error.code === 'data-in-use' ? 'refused' : error.message) }
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = await once(child.stdout!, 'data')
  return { child, said: String(said).trim() }
}

test('another living process is named, with what to do; once it is killed the folder is free', async () => {
  const { child, said } = await start()
  expect(said).toBe('held')
  expect(() => lockDataFolder(folder, 'web')).toThrow(
    expect.objectContaining({
      code: 'data-in-use',
      message: expect.stringMatching(new RegExp(`electron, process ${child.pid}.*close it and start again`)),
    }),
  )
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  lockDataFolder(folder, 'web')[Symbol.dispose]()
  expect(existsSync(join(folder, 'window.lock'))).toBe(false)
}, 60_000)

test.each([
  ['a program that happens to have the number of one that was killed', JSON.stringify({ pid: 1, shell: 'electron' })],
  ['a note that was cut off while it was written', '{'],
  ['an empty note', ''],
])('a note left behind is no lock: %s', (_, text) => {
  writeFileSync(join(folder, 'window.lock'), text)
  const lock = lockDataFolder(folder, 'web')
  expect(() => lockDataFolder(folder, 'web')).toThrow(expect.objectContaining({ code: 'data-in-use' }))
  lock[Symbol.dispose]()
  lockDataFolder(folder, 'web')[Symbol.dispose]()
})

test('of several that start at once on a note left behind, one gets the folder', async () => {
  for (let round = 0; round < 3; round += 1) {
    writeFileSync(join(folder, 'window.lock'), JSON.stringify({ pid: 999_999_999, shell: 'web' }))
    const starts = await Promise.all([start(), start(), start(), start()])
    expect(starts.map(({ said }) => said).sort()).toEqual(['held', 'refused', 'refused', 'refused'])
    await Promise.all(
      starts.map(({ child }) => {
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        return ended
      }),
    )
  }
}, 120_000)

test('the folder is made when it is not there, and the lock is for its owner alone', () => {
  const made = join(folder, 'new', 'data')
  const lock = lockDataFolder(made, 'web')
  expect(readdirSync(made).sort()).toEqual(['rollcall.lock', 'window.lock'])
  if (process.platform !== 'win32') expect(statSync(join(made, 'rollcall.lock')).mode & 0o077).toBe(0)
  lock[Symbol.dispose]()
})

test('where the lock cannot be made, the file is named and what to check', () => {
  mkdirSync(join(folder, 'rollcall.lock'))
  expect(() => lockDataFolder(folder, 'web')).toThrow(
    expect.objectContaining({
      code: 'file-unreadable',
      message: expect.stringMatching(/rollcall\.lock cannot be made \(a folder is in its place\)\. Check that/),
    }),
  )
})
