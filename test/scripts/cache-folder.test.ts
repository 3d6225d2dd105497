import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder } from '../../scripts/cache-folder.ts'

test('downloads are kept where the platform keeps caches', () => {
  expect(cacheFolder('linux', '/home/ada', {})).toBe(join('/home/ada', '.cache', 'rollcall'))
  expect(cacheFolder('linux', '/home/ada', { XDG_CACHE_HOME: '/fast' })).toBe(join('/fast', 'rollcall'))
  expect(cacheFolder('darwin', '/Users/ada', {})).toBe(join('/Users/ada', 'Library', 'Caches', 'Rollcall'))
  expect(cacheFolder('win32', '/u', { LOCALAPPDATA: '/local' })).toBe(join('/local', 'Rollcall', 'Cache'))
})
