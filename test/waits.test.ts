import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Waits of a fixed time are too long on a fast machine and too short on a busy one. Tests ask again and again for what
 * they wait for: `vi.waitFor`, `vi.waitUntil`, `expect.poll`, the page's own `waitFor`, or helpers/settled.ts for a page
 * that has come to rest. What is left has a reason.
 */
const allowed: Readonly<Record<string, { readonly times: number; readonly because: string }>> = {
  'test/e2e/electron-app.ts': { times: 2, because: 'asks again and again' },
  'test/e2e/electron-session.test.ts': { times: 3, because: 'shows that nothing comes of it' },
  'test/e2e/electron.test.ts': { times: 2, because: 'shows that nothing comes of it' },
  'test/e2e/nothing-leaves.test.ts': { times: 2, because: 'watches half a minute of a life in which nothing happens' },
  'test/helpers/tcp-proxy.ts': { times: 1, because: 'delays what goes through, as networks do' },
  'test/renderer/camera/pace.test.ts': { times: 2, because: 'moves a clock of its own' },
  'test/store/backup.test.ts': { times: 1, because: 'kills at a random moment' },
  'test/store/crash.test.ts': { times: 1, because: 'kills at a random moment' },
}

const wait = /\bsetTimeout\(|\bwaitForTimeout\(|\bsetTimeout\b.*timers\/promises/

test('no test waits for a fixed time', () => {
  const root = join(import.meta.dirname, '..')
  const files = globSync('test/**/*.{ts,tsx}', { cwd: root })
  expect(files.length).toBeGreaterThan(200)
  const found = files.flatMap((file) => {
    const times = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => wait.test(line)).length
    return times > 0 && file !== 'test/waits.test.ts' ? [[file, times]] : []
  })
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(allowed).map(([file, { times }]) => [file, times])),
  )
})
