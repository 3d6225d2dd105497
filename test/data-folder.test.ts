import { expect, test } from 'vitest'
import { defaultDataFolder } from '../main/data-folder.ts'

const home = '/home/ada'

test.each([
  ['linux', {}, false, '/home/ada/.local/share/rollcall'],
  ['linux', { XDG_DATA_HOME: '/data' }, false, '/data/rollcall'],
  ['linux', { XDG_DATA_HOME: '' }, true, '/home/ada/.local/share/rollcall-demo'],
  ['darwin', {}, false, '/home/ada/Library/Application Support/Rollcall'],
  ['win32', { APPDATA: '/roaming' }, true, '/roaming/Rollcall-demo'],
  ['linux', { ROLLCALL_DATA: '/office' }, false, '/office'],
  ['linux', { ROLLCALL_DATA: '/office' }, true, '/office-demo'],
] as const)('%s with %j, demo %s: %s', (platform, environment, demo, folder) => {
  expect(defaultDataFolder({ platform, home, environment }, demo)).toBe(folder)
})
