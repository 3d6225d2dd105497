import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockDataFolder } from '../../main/app-lock.ts'
import { program, runRollcall } from '../helpers/rollcall-command.ts'

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Types something into a command. */
function typed(text: string, data: string, ...words: string[]): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, [program, '--data', data, ...words], { stdio: ['pipe', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', (part: Buffer) => {
    err += part
  })
  child.stdin.end(text)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })))
}

test('a backup and the rows of its key, typed by hand, are all that another machine needs', {
  timeout: 120_000,
}, async () => {
  const folder = scratch()
  const [data, other, copy] = [join(folder, 'data'), join(folder, 'other'), join(folder, 'copy.db')]
  expect((await runRollcall(data, 'people', 'list')).code).toBe(0)
  expect((await runRollcall(data, 'backup', copy)).code).toBe(0)
  const exported = await runRollcall(data, 'key', 'export')
  expect(exported).toMatchObject({ code: 0 })
  const rows = exported.out.split('\n').slice(0, 4)
  expect(rows.join('\n')).toMatch(/^([0-9A-Z]{4} ){3}[0-9A-Z]{4}(\n([0-9A-Z]{4} ){3}[0-9A-Z]{4}){3}$/)

  const slip = `${rows.join('\n').slice(0, -1)}${rows[3]!.endsWith('Z') ? 'Y' : 'Z'}`
  expect(await typed(slip, other, 'key', 'import')).toMatchObject({ code: 2, err: expect.stringContaining('row 4') })
  expect(existsSync(join(other, 'key'))).toBe(false)
  expect(await typed(rows.join('\n').toLowerCase(), other, 'key', 'import')).toMatchObject({ code: 0 })
  // The recovery key is the key itself; the file of the first machine only opens it there.
  expect(readFileSync(join(other, 'key')).equals(readFileSync(join(data, 'key')))).toBe(false)
  expect(statSync(join(other, 'key')).mode & 0o777).toBe(0o600)
  cpSync(copy, join(other, 'rollcall.db'))
  expect((await runRollcall(other, 'people', 'list')).code).toBe(0)
})

test('the rows go into a new file that nobody else can read, and come from one', { timeout: 120_000 }, async () => {
  const folder = scratch()
  const [data, other, file] = [join(folder, 'data'), join(folder, 'other'), join(folder, 'key.txt')]
  const first = await runRollcall(data, 'key', 'export', '--output', file, '--json')
  expect(JSON.parse(first.out)).toEqual({ file, keySource: expect.stringContaining(join(data, 'key')), number: 1 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await runRollcall(data, 'key', 'export', '--output', file)).code).toBe(1)
  const taken = await runRollcall(other, 'key', 'import', file, '--json')
  expect(JSON.parse(taken.out)).toEqual({ file: join(other, 'key'), replaced: null })
  writeFileSync(join(folder, 'empty.txt'), '')
  expect((await runRollcall(other, 'key', 'import', join(folder, 'empty.txt'))).code).toBe(2)
  expect((await runRollcall(other, 'key', 'import', join(folder, 'missing.txt'))).code).toBe(1)
})

test('the key moves, is rotated and described by commands, and no window is disturbed', {
  timeout: 240_000,
}, async () => {
  const folder = scratch()
  const [data, phrase, backup] = [join(folder, 'data'), join(folder, 'phrase.txt'), join(folder, 'copy.db')]
  expect((await runRollcall(data, 'people', 'add', '--help')).code).toBe(0)
  expect((await runRollcall(data, 'people', 'list')).code).toBe(0)
  const check = async (...words: string[]) =>
    JSON.parse((await runRollcall(data, 'key', 'check', '--json', ...words)).out)
  expect(await check()).toEqual({
    ...{ place: { kind: 'file', path: join(data, 'key') }, beside: 'folder', opens: true, isKeyItself: false },
    ...{ number: 1, since: null, movedAt: null, interrupted: null },
  })
  const lock = lockDataFolder(data, 'electron')
  expect(await runRollcall(data, 'key', 'rotate', '--yes')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Settings'),
  })
  lock[Symbol.dispose]()

  writeFileSync(phrase, 'short\n')
  const weak = await runRollcall(data, 'key', 'move', '--to', 'passphrase', '--new-passphrase-file', phrase)
  expect(weak).toMatchObject({ code: 2, err: expect.stringContaining('12 characters') })
  writeFileSync(phrase, 'four words by chance\n')
  const moved = await runRollcall(data, 'key', 'move', '--to', 'passphrase', '--new-passphrase-file', phrase)
  expect(moved).toMatchObject({ code: 0, out: expect.stringContaining('no longer opens them') })
  expect(existsSync(join(data, 'key'))).toBe(false)
  const without = await runRollcall(data, 'people', 'list')
  expect(without).toMatchObject({ code: 1, err: expect.stringContaining('opens with a passphrase') })
  expect((await runRollcall(data, 'backup', backup, '--passphrase-file', phrase)).code).toBe(0)

  expect(await runRollcall(data, 'key', 'rotate', '--passphrase-file', phrase)).toMatchObject({ code: 2 })
  const rotated = await runRollcall(data, 'key', 'rotate', '--yes', '--json', '--passphrase-file', phrase)
  expect(JSON.parse(rotated.out)).toEqual({ number: 2 })
  expect(await check('--passphrase-file', phrase)).toMatchObject({
    ...{
      place: { kind: 'passphrase' },
      beside: null,
      number: 2,
      since: expect.any(Number),
      movedAt: expect.any(Number),
    },
  })
  const text = await runRollcall(data, 'key', 'check', '--passphrase-file', phrase)
  expect(text.out).toMatch(/^Your passphrase opens the data\.\nSo it has been since .*\nTheir key is number 2, since /)

  // The passphrase of then opens a backup of before.
  expect((await runRollcall(data, 'restore', backup, '--yes', '--passphrase-file', phrase)).code).toBe(0)
  const back = await runRollcall(data, 'key', 'move', '--to', 'file', '--json', '--passphrase-file', phrase)
  expect(JSON.parse(back.out)).toEqual({ to: 'file', formerOpens: false })
  expect((await runRollcall(data, 'people', 'list')).code).toBe(0)
  // A passphrase that is still given opens nothing, and is not needed.
  expect((await runRollcall(data, 'people', 'list', '--passphrase-file', phrase)).code).toBe(0)
})
