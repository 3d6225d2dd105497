import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nativePackages, packagesBesideBundle } from '../../scripts/build.ts'
import { copyNativePackages } from '../../scripts/native-packages.ts'
import { temporaryFolder } from './tarball-server.ts'

const root = join(import.meta.dirname, '../..')

test('a native package is copied for one machine, with what it needs to run and without what built it', async () => {
  const folder = temporaryFolder()
  await copyNativePackages(root, ['onnxruntime-node', 'hnswlib-node'], { platform: 'win32', arch: 'x64' }, folder)
  expect(readdirSync(folder).sort()).toEqual([
    'bindings',
    'file-uri-to-path',
    'hnswlib-node',
    'onnxruntime-common',
    'onnxruntime-node',
  ])
  expect(readdirSync(join(folder, 'onnxruntime-node/bin/napi-v6'))).toEqual(['win32'])
  expect(readdirSync(join(folder, 'onnxruntime-node/bin/napi-v6/win32'))).toEqual(['x64'])
  expect(existsSync(join(folder, 'hnswlib-node/build/Release/addon.node'))).toBe(true)
  expect(existsSync(join(folder, 'hnswlib-node/src'))).toBe(false)
})

test.each(['current', 'development'] as const)(
  'a packed app of the %s Electron brings all that its bundle leaves outside',
  (channel) => {
    const absent = channel === 'current' ? 'libsql' : 'better-sqlite3'
    expect(packagesBesideBundle(channel, 'win32').sort()).toEqual(
      nativePackages.filter((name) => name !== absent).sort(),
    )
    expect(packagesBesideBundle(channel, 'linux')).toContain('@img/sharp-wasm32')
  },
)

test('a package that is not installed is named', async () => {
  const target = { platform: process.platform, arch: process.arch }
  await expect(copyNativePackages(root, ['no-such-package'], target, temporaryFolder())).rejects.toThrow(
    'The package no-such-package',
  )
})
