import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { program } from '../helpers/rollcall-command.ts'

const namespaces = [['-Urm'], ['-m']].find(
  (options) => spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
)

/** Runs a command on a copy of the data that lies on a disk which is full, or cannot be written to. */
function runOn(state: 'read-only' | 'full', data: string, place: string, ...words: string[]) {
  const spoil = state === 'read-only' ? 'mount -o remount,ro tmpfs "$1"' : 'dd if=/dev/zero of="$1/filler" 2>/dev/null'
  const script = `mount -t tmpfs -o size=4m tmpfs "$1" && cp -r "$2" "$1/data" && { ${spoil}; shift 2; exec "$@"; }`
  const command = [process.execPath, program, '--data', join(place, 'data'), ...words]
  return spawnSync('unshare', [...namespaces!, 'sh', '-c', script, 'sh', place, data, ...command], { encoding: 'utf8' })
}

test.skipIf(namespaces === undefined).each(['read-only', 'full'] as const)(
  'data are read and taken out of a disk that is %s (skipped where no disk can be mounted)',
  { timeout: 180_000 },
  async (state) => {
    const [data, place, elsewhere] = [scratchFolder(), join(scratchFolder(), 'disk'), scratchFolder()]
    mkdirSync(place)
    const app = await openApp({ dataFolder: data, shell: 'cli' })
    await app.call('people.create', { name: 'Ada', employments: [{ joined: null, left: null }] })
    await app.close()
    expect(runOn(state, data, place, 'people', 'list').stdout).toContain('Ada')
    const log = join(elsewhere, 'log.csv')
    expect(runOn(state, data, place, 'events', 'export', '--output', log)).toMatchObject({ status: 0 })
    expect(readFileSync(log, 'utf8')).toMatch(/^id,kind/)
    const copy = join(elsewhere, 'copy.db')
    expect(runOn(state, data, place, 'people', 'show', 'Ada').stdout).toContain('#1  Ada')
    const dates = ['--from', '2026-05-01', '--to', '2026-05-03']
    expect(runOn(state, data, place, 'attendance', 'today').stdout).toContain('Ada')
    expect(runOn(state, data, place, 'attendance', 'timesheet', 'Ada', ...dates).stdout).toContain('2026-05-03')
    expect(runOn(state, data, place, 'attendance', 'rules').stdout).toContain('"policies"')
    expect(runOn(state, data, place, 'attendance', 'export', ...dates)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Name a file on another disk with --output.'),
    })
    const days = join(elsewhere, 'days.csv')
    const exported = runOn(state, data, place, 'attendance', 'export', ...dates, '--output', days, '--json')
    expect(JSON.parse(exported.stdout)).toMatchObject({ path: days, rows: 3 })
    expect(readFileSync(days, 'utf8')).toContain('Ada')
    expect(runOn(state, data, place, 'key', 'export').stdout).toMatch(/^([0-9A-Z]{4} ){3}/)
    const made = runOn(state, data, place, 'backup', copy, '--json')
    expect(JSON.parse(made.stdout)).toMatchObject({ file: copy })
    expect(existsSync(copy)).toBe(true)
    expect(runOn(state, data, place, 'people', 'rename', 'Ada', 'Eve').status).toBe(1)
  },
)
