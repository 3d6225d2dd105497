import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { installModels } from '../../scripts/models.ts'
import { packTarball, serveTarball, sha256, silentProgress, temporaryFolder } from './tarball-server.ts'

const weights = Buffer.from([...Array(1000).keys()].map((value) => value % 256))
const tarball = packTarball({ 'package/model/detector.onnx': weights, 'package/extra.js': 'not wanted' })
let close = () => {}
afterEach(() => close())

/** A models folder whose manifest lists one pack, and a registry that serves it. */
async function arrange(wantedSha256 = sha256(weights)) {
  const folder = temporaryFolder()
  const file = {
    file: 'detector.onnx',
    from: 'package/model/detector.onnx',
    bytes: weights.length,
    sha256: wantedSha256,
  }
  const pack = { name: 'first', source: { npm: 'some-models@1.0.0', sha256: sha256(tarball) } }
  const brought = { name: 'brought-by-user', models: [file] }
  const manifest = {
    packs: [{ ...pack, models: [file] }, brought],
    samples: { ...pack, name: 'samples', files: [file] },
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  const registry = await serveTarball(tarball)
  close = registry.close
  return { folder, registry, install: () => installModels(folder, temporaryFolder(), silentProgress(), registry) }
}

test('models and samples are put in place, and nothing else of the package', async () => {
  const { folder, install } = await arrange()
  await install()
  expect(readdirSync(folder).sort()).toEqual(['first', 'manifest.json', 'samples'])
  expect(readdirSync(join(folder, 'first'))).toEqual(['detector.onnx'])
  expect(readFileSync(join(folder, 'first/detector.onnx')).equals(weights)).toBe(true)
})

test('what is there is left alone, without asking the registry', async () => {
  const { registry, install } = await arrange()
  await install()
  const asked = registry.ranges.length
  await install()
  expect(registry.ranges.length).toBe(asked)
})

test('a file with one byte changed is replaced', async () => {
  const { folder, install } = await arrange()
  await install()
  const file = join(folder, 'first/detector.onnx')
  const changed = Buffer.from(weights)
  changed[500] = changed[500]! ^ 1
  writeFileSync(file, changed)
  await install()
  expect(readFileSync(file).equals(weights)).toBe(true)
})

test('a package whose file is not the one of the manifest is refused by name and leaves nothing behind', async () => {
  const { folder, install } = await arrange('0'.repeat(64))
  await expect(install()).rejects.toThrow(
    /some-models@1\.0\.0 is refused: detector\.onnx has the sha256 [0-9a-f]{64} and should have 0{64}/,
  )
  expect(readdirSync(folder)).toEqual(['manifest.json'])
})
