import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fetchTarball } from '../../scripts/tarball.ts'
import { packTarball, serveTarball, sha256, silentProgress, temporaryFolder } from './tarball-server.ts'

const tarball = packTarball({ 'package/a.bin': Buffer.alloc(50_000, 7), 'package/b.txt': 'b' })
const source = { npm: 'some-models@1.0.0', sha256: sha256(tarball) }
let close = () => {}
afterEach(() => close())

async function serve(bytes: Uint8Array) {
  const registry = await serveTarball(bytes)
  close = registry.close
  return registry
}

test('a tarball is downloaded once and then taken from the cache', async () => {
  const cache = temporaryFolder()
  const registry = await serve(tarball)
  const file = await fetchTarball(source, cache, silentProgress(), registry)
  expect(readFileSync(file).equals(tarball)).toBe(true)
  expect(await fetchTarball(source, cache, silentProgress(), registry)).toBe(file)
  expect(registry.ranges).toEqual([undefined])
})

test('a download that was cut off goes on where it stopped', async () => {
  const cache = temporaryFolder()
  writeFileSync(join(cache, `${source.sha256}.tgz.part`), tarball.subarray(0, 100))
  const registry = await serve(tarball)
  const file = await fetchTarball(source, cache, silentProgress(), registry)
  expect(registry.ranges).toEqual(['bytes=100-'])
  expect(readFileSync(file).equals(tarball)).toBe(true)
})

test('a download that was complete but not yet checked is not fetched again', async () => {
  const cache = temporaryFolder()
  writeFileSync(join(cache, `${source.sha256}.tgz.part`), tarball)
  const registry = await serve(tarball)
  expect(readFileSync(await fetchTarball(source, cache, silentProgress(), registry)).equals(tarball)).toBe(true)
})

test('another tarball than the pinned one is refused by name and not kept', async () => {
  const cache = temporaryFolder()
  const registry = await serve(packTarball({ 'package/a.bin': 'something else' }))
  await expect(fetchTarball(source, cache, silentProgress(), registry)).rejects.toThrow(
    /some-models@1\.0\.0 is refused: the sha256 of its tarball is [0-9a-f]{64} and should be /,
  )
  expect(readdirSync(cache)).toEqual([])
})

test('a damaged file in the cache is said and fetched again', async () => {
  const cache = temporaryFolder()
  writeFileSync(join(cache, `${source.sha256}.tgz`), 'damaged')
  const progress = silentProgress()
  const file = await fetchTarball(source, cache, progress, await serve(tarball))
  expect(readFileSync(file).equals(tarball)).toBe(true)
  expect(progress.said.join()).toContain('some-models@1.0.0 in the cache is damaged')
})

test('where the registry does not answer directly, npm fetches; when it cannot, the package is named', async () => {
  const unreachable = {
    locate: async () => 'http://127.0.0.1:9/packed.tgz',
    pack: async (_spec: string, folder: string) => writeFileSync(join(folder, 'packed.tgz'), tarball),
  }
  const file = await fetchTarball(source, temporaryFolder(), silentProgress(), unreachable)
  expect(readFileSync(file).equals(tarball)).toBe(true)
  const offline = {
    ...unreachable,
    pack: async () => {
      throw new Error('no network')
    },
  }
  await expect(fetchTarball(source, temporaryFolder(), silentProgress(), offline)).rejects.toThrow(
    'some-models@1.0.0 could not be fetched: no network',
  )
})
