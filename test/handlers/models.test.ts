import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { App } from '../../main/app.ts'
import { termsOf } from '../../main/contract/model-terms.ts'
import type { ListedPack } from '../../main/contract/models.ts'
import { maxPieceBytes } from '../../main/contract/restore.ts'
import type { PackEntry } from '../../main/packs/pack-entry.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'
import {
  archiveOf,
  blindEmbedder,
  layOut,
  type MadeUpPack,
  makeUpPack,
  modelsWith,
  muteEmbedder,
  sha256,
} from '../helpers/made-up-pack.ts'
import { ada, adaAgain, jpeg } from '../helpers/pictures.ts'
import { fileServer, serve } from '../packs/file-server.ts'

const research: PackEntry['labels'] = {
  licence: { kind: 'research', name: 'Some maker' },
  training: { kind: 'research', photos: 'Some photos' },
}

/** An app whose manifest knows packs that a server of this machine has. */
async function appWith(packs: readonly PackEntry[]) {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder, modelsFolder: modelsWith(scratchFolder(), packs) })
  return { app, dataFolder, installed: join(dataFolder, 'models') }
}

/** An archive without the detector, which the pack shares with the one that ships. */
async function downloadable(pack: MadeUpPack): Promise<MadeUpPack & { ranges: (string | undefined)[] }> {
  const files = new Map([...pack.files].filter(([file]) => file !== 'fr_detect.onnx'))
  const archive = archiveOf({ ...pack, files })
  const { url, ranges } = await fileServer(serve(archive))
  const download = { file: 'pack.zip', addresses: [url], sha256: sha256(archive), bytes: archive.length }
  return { ...pack, entry: { ...pack.entry, downloads: [download] }, ranges }
}

async function listed(app: App, name: string): Promise<ListedPack | undefined> {
  return (await app.call('models.list', {})).packs.find((pack) => pack.name === name)
}

const byDownload = (name: string) => ({ name, from: { kind: 'download' } }) as const
const fromFiles = (paths: string[], name: string | null = null) => ({ name, from: { kind: 'files' as const, paths } })

test('a pack is downloaded, tried, chosen and recognises people, each step written down', async () => {
  const { entry, ranges } = await downloadable(await makeUpPack({ title: 'Made up', labels: research }))
  const { app, dataFolder, installed } = await appWith([entry])
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'available', hosts: [expect.stringMatching(/^127/)] })
  const announced: string[] = []
  app.subscribe((topic) => announced.push(topic))

  await expect(app.call('models.add', byDownload('made-up'))).rejects.toMatchObject({ reason: 'terms-not-accepted' })
  expect(ranges).toEqual([])
  expect(await app.call('models.add', { ...byDownload('made-up'), accepted: 'de' })).toEqual({ name: 'made-up' })
  expect(readdirSync(join(installed, 'made-up')).sort()).toEqual(
    [...entry.models.map(({ file }) => file), 'pack.json'].sort(),
  )
  expect(readdirSync(installed).filter((name) => name !== '.lock')).toEqual(['made-up'])
  expect(announced).toContain('progress')
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'installed', trial: null, dimensions: 128 })

  await expect(app.call('modelChange.begin', { pack: 'made-up' })).rejects.toMatchObject({ reason: 'pack-untried' })
  const trial = await app.call('models.try', { name: 'made-up' })
  expect(trial).toMatchObject({ kind: 'fit', faces: 22, found: 22 })
  expect(trial.recognised).toBeGreaterThan(23)
  expect(trial.milliseconds).toBeGreaterThan(0)
  // Nobody has measured how alike strangers are to it, so that it begins stricter than the pack that ships.
  expect(trial.startingThreshold).toBeGreaterThan(0.51)
  await app.call('modelChange.begin', { pack: 'made-up' })
  expect((await app.call('settings.get', {})).threshold).toBe(trial.startingThreshold)
  const { entries } = await app.call('audit.list', { action: 'models' })
  expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
    ['models.use', 'pack made-up'],
    ['models.add', 'pack made-up'],
    ['models.accept', 'pack made-up'],
  ])
  expect(entries.at(-1)).toMatchObject({
    actor: 'tester',
    details: { language: 'de', terms: termsOf('Made up', research, 'de') },
  })
  expect(termsOf('Made up', research, 'de')).toContain('nur für nichtkommerzielle Forschung')
  await app.close()

  const again = await openApp({ dataFolder, modelsFolder: modelsWith(scratchFolder(), [entry]) })
  expect(await listed(again, 'made-up')).toMatchObject({ state: 'in-use' })
  const { id } = await again.call('people.create', { name: 'Ada' })
  await again.call('enrol.photo', { personId: id, photo: await jpeg(ada) })
  const { faces } = await again.call('search.photo', { photo: await jpeg(adaAgain) })
  expect(faces[0]!.candidates[0]!.person.name).toBe('Ada')
  await expect(again.call('models.remove', { name: 'made-up' })).rejects.toMatchObject({ reason: 'pack-in-use' })
  // The pack that decided before stays while it can be gone back to.
  await again.call('modelChange.begin', { pack: 'faceplugin' })
  await again.call('modelChange.run', {})
  await again.call('modelChange.switch', {})
  await again.close()
  const back = await openApp({ dataFolder, modelsFolder: modelsWith(scratchFolder(), [entry]) })
  expect(await listed(back, 'made-up')).toMatchObject({ state: 'installed' })
  await expect(back.call('models.remove', { name: 'made-up' })).rejects.toMatchObject({ reason: 'pack-in-use' })
  await back.call('modelChange.end', {})
  await back.call('models.remove', { name: 'made-up' })
}, 120_000)

test('a file with a wrong byte is refused, and nothing of the pack is there', async () => {
  const pack = await makeUpPack()
  const { app, installed } = await appWith([])
  const folder = scratchFolder()
  layOut(pack, folder)
  const bytes = readFileSync(join(folder, 'short.onnx'))
  bytes[1000]! ^= 1
  writeFileSync(join(folder, 'short.onnx'), bytes)
  await expect(app.call('models.add', fromFiles([folder]))).rejects.toMatchObject({
    reason: 'pack-file-wrong',
    message: expect.stringContaining('short.onnx'),
  })
  expect(readdirSync(installed)).toEqual(['.lock'])
  expect(await listed(app, 'made-up')).toBeUndefined()
})

test('a pack comes from a folder, from an archive with its description, or from files under other names', async () => {
  const pack = await makeUpPack()
  const { app } = await appWith([pack.entry])
  const folder = scratchFolder()
  layOut(pack, folder)
  await app.call('models.add', fromFiles([folder], 'made-up'))
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'installed' })
  await app.call('models.remove', { name: 'made-up' })
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'available' })

  const renamed = [...pack.files.values()].map((bytes, index) => {
    const path = join(scratchFolder(), `download (${index})`)
    writeFileSync(path, bytes)
    return path
  })
  await app.call('models.add', fromFiles(renamed, 'made-up'))
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'installed' })

  const own = { ...pack, entry: { ...pack.entry, name: 'ours' } }
  const described = new Map([...own.files, ['pack.json', Buffer.from(JSON.stringify(own.entry))]])
  const archive = join(scratchFolder(), 'ours.zip')
  writeFileSync(archive, archiveOf({ ...own, files: described }))
  expect(await app.call('models.add', fromFiles([archive]))).toEqual({ name: 'ours' })
  expect(await listed(app, 'ours')).toMatchObject({ state: 'installed', measured: false, triedByUs: false })

  writeFileSync(archive, readFileSync(archive).subarray(0, 100_000))
  await expect(app.call('models.add', fromFiles([archive]))).rejects.toMatchObject({ reason: 'pack-file-wrong' })
  expect(await listed(app, 'ours')).toMatchObject({ state: 'installed' })
})

test('a window hands files over in pieces, and names none of its machine', async () => {
  const pack = await makeUpPack()
  const { app, installed } = await appWith([pack.entry])
  const archive = archiveOf(pack)
  const half = archive.length >> 1
  expect(half).toBeLessThan(maxPieceBytes)
  await app.call('models.receive', { file: 'pack.zip', offset: 0, bytes: archive.subarray(0, half) })
  await expect(
    app.call('models.receive', { file: 'pack.zip', offset: 5, bytes: archive.subarray(half) }),
  ).rejects.toMatchObject({ reason: 'upload-incomplete' })
  await app.call('models.receive', { file: '../../pack.zip', offset: half, bytes: archive.subarray(half) })
  await app.call('models.add', { name: 'made-up', from: { kind: 'received' } })
  expect(readdirSync(installed).sort()).toEqual(['.lock', 'made-up'])
  const window = app.connect({ via: 'window' })
  await app.call('accounts.begin', { mode: 'machine' })
  await expect(window.call('models.add', fromFiles(['/etc']))).rejects.toMatchObject({ code: 'forbidden' })
})

test('a pack that does not tell people apart is not used', async () => {
  const pack = await makeUpPack({}, blindEmbedder())
  const { app, dataFolder } = await appWith([])
  layOut(pack, join(dataFolder, 'models/made-up'))
  const trial = await app.call('models.try', { name: 'made-up' })
  expect(trial).toMatchObject({ kind: 'unfit', found: 22, problem: null })
  expect(trial.recognised).toBeLessThan(15)
  await expect(app.call('modelChange.begin', { pack: 'made-up' })).rejects.toMatchObject({ reason: 'pack-unfit' })
  expect((await app.call('system.info', {})).pack.name).toBe('faceplugin')
})

test('a pack whose model cannot be run is not used, and the trial says why', async () => {
  const pack = await makeUpPack({}, muteEmbedder())
  const { app, dataFolder } = await appWith([])
  layOut(pack, join(dataFolder, 'models/made-up'))
  expect(await app.call('models.try', { name: 'made-up' })).toMatchObject({
    ...{ kind: 'unfit', found: 0 },
    problem: expect.stringContaining('short.onnx gave 128 values of length 0'),
  })
  await expect(app.call('modelChange.begin', { pack: 'made-up' })).rejects.toMatchObject({ reason: 'pack-unfit' })
})

test('one at a time, stopped by who asks, and gone on with later', async () => {
  const pack = await makeUpPack()
  const archive = archiveOf(pack)
  let slow = true
  const { url, ranges } = await fileServer((request, response) => {
    if (!slow) return serve(archive)(request, response)
    response.writeHead(200, { 'content-length': archive.length })
    response.write(archive.subarray(0, 1_000_000))
  })
  const download = { file: 'pack.zip', addresses: [url], sha256: sha256(archive), bytes: archive.length }
  const { app, installed } = await appWith([{ ...pack.entry, downloads: [download] }])
  const loading = app.call('models.add', byDownload('made-up'))
  loading.catch(() => undefined)
  await expect.poll(async () => (await listed(app, 'made-up'))!.downloaded).toBe(1_000_000)
  expect((await app.call('models.list', {})).working).toBe('models')
  await expect(app.call('models.try', { name: 'faceplugin' })).rejects.toMatchObject({ reason: 'pack-installing' })
  await app.call('models.cancel', {})
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  slow = false
  await app.call('models.add', byDownload('made-up'))
  expect(ranges).toEqual([undefined, 'bytes=1000000-'])
  expect(readdirSync(installed).sort()).toEqual(['.lock', 'made-up'])
})

test('without room for it nothing is asked for', async () => {
  const { url, ranges } = await fileServer(() => undefined)
  const pack = await makeUpPack()
  const download = { file: 'pack.zip', addresses: [url], sha256: sha256(new Uint8Array()), bytes: 10 ** 15 }
  const { app } = await appWith([{ ...pack.entry, downloads: [download] }])
  await expect(app.call('models.add', byDownload('made-up'))).rejects.toMatchObject({ code: 'disk-full' })
  expect(ranges).toEqual([])
})

test('what an installation left that was cut off is put right by the next', async () => {
  const pack = await makeUpPack()
  const { app, installed } = await appWith([])
  layOut(pack, join(installed, '.old-made-up'))
  for (const name of ['.new-made-up', '.unpack-other']) mkdirSync(join(installed, name), { recursive: true })
  await expect(app.call('models.add', byDownload('nothing'))).rejects.toMatchObject({ reason: 'pack-unknown' })
  expect(await listed(app, 'made-up')).toMatchObject({ state: 'installed' })
  expect(existsSync(join(installed, '.new-made-up'))).toBe(false)
  expect(readdirSync(installed).sort()).toEqual(['.lock', 'made-up'])
})

test('the packs that ship have a hash, an address and labels for each file, and are honest about what was tried', async () => {
  const app = await openApp()
  const { packs } = await app.call('models.list', {})
  expect(packs.map(({ name, state }) => [name, state])).toEqual([
    ['faceplugin', 'in-use'],
    ['yunet-auraface', 'available'],
    ['yunet-sface', 'available'],
    ['yunet-mobilenetv2', 'available'],
    ['buffalo_l', 'available'],
    ['buffalo_s', 'available'],
    ['minifasnet', 'available'],
  ])
  expect(packs.map(({ triedByUs, measured }) => triedByUs && measured)).toEqual([true, ...Array(6).fill(false)])
  expect(packs.map(({ dimensions }) => dimensions)).toEqual([512, 512, 128, 512, 512, 512, 0])
  for (const { hosts } of packs.slice(1)) expect(hosts.length).toBeGreaterThan(0)
})
