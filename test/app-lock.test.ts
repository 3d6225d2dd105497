import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from '../main/app-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, 'window.lock')

test('another living process is named, with what to do', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file(), JSON.stringify({ pid: other.pid, shell: 'electron' }))
  try {
    expect(() => lockDataFolder(folder, 'web')).toThrow(
      expect.objectContaining({
        code: 'data-in-use',
        message: expect.stringMatching(new RegExp(`electron, process ${other.pid}.*close it and start again`)),
      }),
    )
    expect(existsSync(file())).toBe(true)
  } finally {
    other.kill()
    await new Promise((ended) => other.once('exit', ended))
  }
  // Its lock is stale now.
  const lock = lockDataFolder(folder, 'web')
  lock.release()
  expect(existsSync(file())).toBe(false)
})

test.each(['', '{', '{"pid":"1"}', 'null'])('a lock cut off while it was written (%j) is taken over', (text) => {
  writeFileSync(file(), text)
  lockDataFolder(folder, 'web').release()
  expect(existsSync(file())).toBe(false)
})

test("releasing leaves another process's lock alone", () => {
  const lock = lockDataFolder(folder, 'web')
  writeFileSync(file(), JSON.stringify({ pid: 1, shell: 'electron' }))
  lock.release()
  expect(existsSync(file())).toBe(true)
})

test('the folder is made when it is not there', () => {
  const lock = lockDataFolder(join(folder, 'new', 'data'), 'web')
  expect(existsSync(join(folder, 'new', 'data', 'window.lock'))).toBe(true)
  lock.release()
})
