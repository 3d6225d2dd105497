import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Progress } from './progress.ts'
import { fetchTarball, type Registry, sha256OfFile, type TarballSource, userRegistry } from './tarball.ts'

/** A file inside the tarball, with its size and digest. */
interface WantedFile {
  readonly file: string
  readonly from: string
  readonly bytes: number
  readonly sha256: string
}

/** Files of one tarball that belong together in one folder below models/. */
interface Pack {
  readonly name: string
  readonly source: TarballSource
  readonly files: readonly WantedFile[]
}

/**
 * Provides every file of models/manifest.json (models and sample photos). Files that are there and are what they
 * should be stay; a pack in which one is missing or wrong is fetched and takes its place at once, as a whole.
 * @throws Error that names the package or file that is not the one of the manifest
 */
export async function installModels(
  modelsFolder: string,
  cache: string,
  progress: Progress,
  registry: Registry = userRegistry,
): Promise<void> {
  for (const pack of await readPacks(modelsFolder)) {
    const wrong = await firstWrongFile(join(modelsFolder, pack.name), pack.files)
    if (wrong === null) continue
    if (existsSync(join(modelsFolder, pack.name))) progress.say(`models/${pack.name}: ${wrong}: fetching it again`)
    const tarball = await fetchTarball(pack.source, cache, progress, registry)
    await replacePack(pack, tarball, modelsFolder)
    progress.say(`models/${pack.name} is in place, ${pack.files.length} files checked`)
  }
}

async function readPacks(modelsFolder: string): Promise<Pack[]> {
  const manifest = JSON.parse(await readFile(join(modelsFolder, 'manifest.json'), 'utf8')) as {
    packs: { name: string; source?: TarballSource; models: WantedFile[] }[]
    samples: Pack
  }
  // Packs without a source were added by the user.
  const packs = manifest.packs.flatMap(({ name, source, models }) => (source ? [{ name, source, files: models }] : []))
  return [...packs, manifest.samples]
}

/** The first file that is missing or wrong, in words; null when all are right. */
async function firstWrongFile(folder: string, files: readonly WantedFile[]): Promise<string | null> {
  for (const { file, bytes, sha256 } of files) {
    const path = join(folder, file)
    if (!existsSync(path)) return `${file} is missing`
    const size = (await stat(path)).size
    if (size !== bytes) return `${file} has ${size} bytes and should have ${bytes}`
    const found = await sha256OfFile(path)
    if (found !== sha256) return `${file} has the sha256 ${found} and should have ${sha256}`
  }
  return null
}

async function replacePack(pack: Pack, tarball: string, modelsFolder: string): Promise<void> {
  const unpacked = await mkdtemp(join(modelsFolder, '.unpack-'))
  try {
    await promisify(execFile)('tar', ['-xzf', tarball, '-C', unpacked, ...pack.files.map(({ from }) => from)])
    const complete = join(unpacked, 'complete')
    await mkdir(complete)
    for (const { from, file } of pack.files) await rename(join(unpacked, from), join(complete, basename(file)))
    const wrong = await firstWrongFile(complete, pack.files)
    if (wrong !== null) throw new Error(`${pack.source.npm} is refused: ${wrong}.`)
    const target = join(modelsFolder, pack.name)
    await rm(target, { recursive: true, force: true })
    await rename(complete, target)
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}
