import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { checkNativeFiles } from '../../main/services/native-files.ts'
import { packagesBesideBundle } from '../../scripts/build.ts'
import { recordInstalledFiles, recordPackedFiles } from '../../scripts/native-files.ts'
import { openApp } from '../helpers/app.ts'
import { temporaryFolder } from './tarball-server.ts'

const { platform, arch } = process
const files = {
  [`better-sqlite3/prebuilds/${platform}-${arch}.node`]: 'a database',
  '@node-rs/argon2-some/argon2.node': 'hashes',
  '@img/libvips/lib/libvips-cpp.so.8.18.7': 'pictures',
}
/** Not this machine's, or not native. */
const others = { 'better-sqlite3/prebuilds/plan9-mips.node': 'elsewhere', 'sharp/lib/index.js': 'a script' }

function modulesWith(contents: Readonly<Record<string, string>>): string {
  const modules = join(temporaryFolder(), 'node_modules')
  for (const [file, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(modules, file)), { recursive: true })
    writeFileSync(join(modules, file), text)
  }
  return modules
}

test('what a packed app brings is listed, and what was exchanged or is gone is named', async () => {
  const modules = modulesWith({ ...files, ...others })
  const list = join(temporaryFolder(), 'native-files.json')
  expect(await checkNativeFiles({ modules, list })).toBeNull()
  await recordPackedFiles(modules, list)
  const listed = (JSON.parse(readFileSync(list, 'utf8')) as { files: Record<string, string> }).files
  expect(Object.keys(listed).sort()).toEqual(Object.keys(files).sort())
  // printf hashes | sha256sum
  expect(listed['@node-rs/argon2-some/argon2.node']).toBe(
    '3a4278f83ecea3815f068ff7e014dd671bc7d790661f139315b2952888356a72',
  )
  expect(await checkNativeFiles({ modules, list })).toEqual({ files: 3, wrong: [] })
  writeFileSync(join(modules, '@node-rs/argon2-some/argon2.node'), 'hashes!')
  rmSync(join(modules, '@img/libvips/lib/libvips-cpp.so.8.18.7'))
  expect(await checkNativeFiles({ modules, list })).toEqual({
    files: 1,
    wrong: [
      { file: '@img/libvips/lib/libvips-cpp.so.8.18.7', problem: 'missing' },
      { file: '@node-rs/argon2-some/argon2.node', problem: 'changed' },
    ],
  })
  const app = await openApp({ nativeFiles: { modules, list } })
  const { ok, checks } = await app.call('system.doctor', {})
  expect(ok).toBe(false)
  expect(checks.find(({ name }) => name === 'native files')).toMatchObject({
    ok: false,
    message: expect.stringContaining('@node-rs/argon2-some/argon2.node is changed'),
  })
  writeFileSync(list, '{"files":')
  await expect(checkNativeFiles({ modules, list })).rejects.toThrow()
})

test('set-up takes down what is installed, once for each lock file, and never what somebody has exchanged since', async () => {
  const root = temporaryFolder()
  const modules = join(root, 'node_modules')
  for (const channel of ['current', 'development'] as const) {
    for (const name of [...packagesBesideBundle(channel, 'win32'), ...packagesBesideBundle(channel, 'linux')]) {
      mkdirSync(join(modules, name), { recursive: true })
      writeFileSync(join(modules, name, 'package.json'), '{}')
    }
  }
  const library = join(modules, '@node-rs/argon2/argon2.node')
  writeFileSync(library, 'hashes')
  copyFileSync(join(import.meta.dirname, '../../package-lock.json'), join(root, 'package-lock.json'))
  const list = join(modules, '.native-files.json')
  expect(await recordInstalledFiles(root)).toBe(true)
  writeFileSync(library, 'exchanged')
  expect(await recordInstalledFiles(root)).toBe(false)
  expect(await checkNativeFiles({ modules, list })).toEqual({
    files: 0,
    wrong: [{ file: '@node-rs/argon2/argon2.node', problem: 'changed' }],
  })
  // An update brings others, and `npm ci` removes the list with everything else.
  writeFileSync(join(root, 'package-lock.json'), '{}')
  expect(await recordInstalledFiles(root)).toBe(true)
  expect(await checkNativeFiles({ modules, list })).toEqual({ files: 1, wrong: [] })
  expect(existsSync(list)).toBe(true)
})
