import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataFolder } from '../../main/app-lock.ts'
import { keyOfFile } from '../../main/store/recovery-key.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { program, runRollcall } from '../helpers/rollcall-command.ts'

const settings = { timeout: 60_000 }

/** Ada, with a backup; Grace came after it. */
async function office(): Promise<{ data: string; backup: string }> {
  const [data, folder] = [scratchFolder(), scratchFolder()]
  const backup = join(folder, 'copy.db')
  const app = await openApp({ dataFolder: data, shell: 'cli' })
  await app.call('people.create', { name: 'Ada' })
  await app.call('system.backup', { file: backup })
  await app.call('people.create', { name: 'Grace' })
  await app.close()
  return { data, backup }
}

async function names(data: string): Promise<string[]> {
  const { out } = await runRollcall(data, 'people', 'list', '--json')
  return (JSON.parse(out) as { people: { name: string }[] }).people.map(({ name }) => name)
}

test('restore says what goes, asks, and keeps what was there', settings, async () => {
  const { data, backup } = await office()
  const bytes = readFileSync(backup)
  const preview = await runRollcall(data, 'restore', backup, '--preview')
  expect(preview).toMatchObject({ code: 0 })
  expect(preview.out).toContain('not in the backup, and will go: 1 person, 0 templates, 0 entries')
  const unasked = await runRollcall(data, 'restore', backup)
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('add --yes to restore') })
  expect(await names(data)).toEqual(['Ada', 'Grace'])

  const done = await runRollcall(data, 'restore', backup, '--yes', '--json')
  expect(done.code).toBe(0)
  const { restored, kept, preview: shown } = JSON.parse(done.out)
  expect({ restored, shown }).toMatchObject({
    restored: true,
    shown: { file: backup, present: { goes: { people: 1 } } },
  })
  expect(await names(data)).toEqual(['Ada'])
  expect(readFileSync(backup)).toEqual(bytes)
  expect((await runRollcall(data, 'doctor')).out).toContain('ok   audit log: 2 entries')

  const back = await runRollcall(data, 'restore', join(kept, 'rollcall.db'), '--yes')
  expect(back.out).toContain('What was there is kept in')
  expect(await names(data)).toEqual(['Ada', 'Grace'])
})

test('under an open window nothing is restored, and it says where to do it', settings, async () => {
  const { data, backup } = await office()
  const lock = lockDataFolder(data, 'web')
  const { code, err } = await runRollcall(data, 'restore', backup, '--yes')
  lock[Symbol.dispose]()
  expect(code).toBe(1)
  expect(err).toContain('Restore the backup there, under Settings, or close it and try again.')
  expect(await names(data)).toEqual(['Ada', 'Grace'])
})

test('on an empty machine the key is asked for, and the backup opens beside it', settings, async () => {
  const { data, backup } = await office()
  const empty = join(scratchFolder(), 'new')
  const without = await runRollcall(empty, 'restore', backup, '--yes', '--json')
  expect(JSON.parse(without.out)).toMatchObject({ error: { code: 'key-missing' } })
  writeFileSync(join(empty, 'key'), readFileSync(join(data, 'key')))
  const done = await runRollcall(empty, 'restore', backup, '--yes')
  expect(done.out).toBe(`${backup} is restored.\n`)
  expect(await names(empty)).toEqual(['Ada'])
  expect(existsSync(join(empty, 'replaced'))).toBe(false)
})

test('a backup of another installation is restored with its key, over data that have one', settings, async () => {
  const [here, other] = [await office(), await office()]
  const without = await runRollcall(here.data, 'restore', other.backup, '--yes', '--json')
  expect(JSON.parse(without.out)).toMatchObject({ error: { code: 'key-wrong' } })
  const rows = join(scratchFolder(), 'rows.txt')
  expect(await runRollcall(other.data, 'key', 'export', '--output', rows)).toMatchObject({ code: 0 })
  const ownKey = readFileSync(join(here.data, 'key'))
  const done = await runRollcall(here.data, 'restore', other.backup, '--yes', '--json', '--key', rows)
  expect(done.code).toBe(0)
  expect(await names(here.data)).toEqual(['Ada'])
  expect(readFileSync(join(here.data, 'key')).equals(keyOfFile(readFileSync(rows)))).toBe(true)

  // Its own key lies beside what was kept.
  const kept = join(JSON.parse(done.out).kept, 'rollcall.db')
  expect(await runRollcall(here.data, 'restore', kept, '--yes')).toMatchObject({ code: 0 })
  expect(await names(here.data)).toEqual(['Ada', 'Grace'])
  expect(readFileSync(join(here.data, 'key'))).toEqual(ownKey)
})

test('a restore that was cut off is finished by the next command', settings, async () => {
  const { data, backup } = await office()
  const work = join(data, 'restore.2026-11-29T08-30-00.000Z')
  mkdirSync(work)
  writeFileSync(join(work, 'rollcall.db'), readFileSync(backup))
  expect(await names(data)).toEqual(['Ada'])
  expect(readdirSync(join(data, 'replaced'))).toEqual(['2026-11-29T08-30-00.000Z'])
  expect(existsSync(work)).toBe(false)
})

test('restoring under a real window is refused, and what it records meanwhile stays', settings, async () => {
  const { data, backup } = await office()
  const window = spawn(process.execPath, [program, '--data', data, 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((ready) => window.stdout.once('data', ready))
  const refused = await runRollcall(data, 'restore', backup, '--yes', '--json')
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'data-in-use' } })
  const ended = new Promise((closed) => window.once('close', closed))
  window.kill('SIGKILL')
  await ended
  expect(await runRollcall(data, 'restore', backup, '--yes')).toMatchObject({ code: 0 })
  expect(await names(data)).toEqual(['Ada'])
})
