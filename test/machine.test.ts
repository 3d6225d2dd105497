import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const module = new URL('../main/machine.ts', import.meta.url).href

function asked(what: string, environment: NodeJS.ProcessEnv, uid?: number): string {
  const script = `const machine = await import(${JSON.stringify(module)}); console.log(machine.${what}())`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    ...(uid !== undefined && { uid }),
  })
  return stdout.trim() || stderr
}

test.each([
  ['', 'UTC'],
  ['Mars/Olympus', 'UTC'],
  ['Asia/Tokyo', 'Asia/Tokyo'],
])('TZ=%j is the zone %s', (TZ, zone) => {
  expect(asked('machineZone', { TZ })).toBe(zone)
})

test.skipIf(process.getuid?.() !== 0)('a user without a name is one by number (needs root to become one)', () => {
  expect(asked('machineUser', {}, 4242)).toBe('user 4242')
})
