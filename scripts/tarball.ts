import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { npm, trustLikeNpm } from './npm.ts'
import type { Progress } from './progress.ts'

/** One version of a package in npm's registry, pinned by the sha256 of its tarball (64 hexadecimal digits). */
export interface TarballSource {
  readonly npm: string
  readonly sha256: string
}

/** The two ways to get at a package; tests put a server of their own here. */
export interface Registry {
  /** Address of the tarball of `name@version`. */
  locate(spec: string): Promise<string>
  /** Fetches the tarball by npm itself into the folder: slower to resume, but knows proxies and passwords. */
  pack(spec: string, folder: string): Promise<void>
}

export const userRegistry: Registry = {
  async locate(spec) {
    await trustLikeNpm()
    return npm('view', spec, 'dist.tarball')
  },
  async pack(spec, folder) {
    await npm('pack', spec, '--pack-destination', folder)
  },
}

/**
 * Provides the tarball in the cache, downloading what is missing of it: a download that was cut off goes on where it
 * stopped.
 * @returns the tarball's path; its sha256 is the wanted one
 * @throws Error that names the package when it can't be had or is another one than it should be
 */
export async function fetchTarball(
  source: TarballSource,
  cache: string,
  progress: Progress,
  registry: Registry = userRegistry,
): Promise<string> {
  const file = join(cache, `${source.sha256}.tgz`)
  if (existsSync(file)) {
    if ((await sha256OfFile(file)) === source.sha256) return file
    progress.say(`${source.npm} in the cache is damaged: fetching it again`)
    await rm(file)
  }
  await mkdir(cache, { recursive: true })
  const part = `${file}.part`
  try {
    await download(await registry.locate(source.npm), part, source.npm, progress)
  } catch (error) {
    progress.say(`${source.npm}: ${messageOf(error)}; asking npm to fetch it`)
    await packInto(source.npm, part, cache, registry)
  }
  const found = await sha256OfFile(part)
  if (found !== source.sha256) {
    await rm(part)
    throw new Error(
      `${source.npm} is refused: the sha256 of its tarball is ${found} and should be ${source.sha256}. ` +
        'Try again; if it stays like this, the registry serves another file than the one this version was made with.',
    )
  }
  await rename(part, file)
  return file
}

/** Appends to what is there of the file. A server that knows no ranges sends everything again. */
async function download(url: string, part: string, name: string, progress: Progress): Promise<void> {
  const present = existsSync(part) ? (await stat(part)).size : 0
  const response = await fetch(url, {
    headers: present > 0 ? { range: `bytes=${present}-` } : {},
    signal: AbortSignal.timeout(30 * 60_000),
  })
  // The whole file was there already.
  if (response.status === 416) return
  if (!response.ok || response.body === null) throw new Error(`the registry answered ${response.status}`)
  const resumed = response.status === 206
  if (resumed) progress.say(`${name}: going on after ${present} bytes`)
  let done = resumed ? present : 0
  const length = response.headers.get('content-length')
  const total = length === null ? null : done + Number(length)
  const counted = Readable.fromWeb(response.body).map((chunk: Uint8Array) => {
    done += chunk.byteLength
    progress.bytes(name, done, total)
    return chunk
  })
  await pipeline(counted, createWriteStream(part, { flags: resumed ? 'a' : 'w' }))
}

async function packInto(spec: string, part: string, cache: string, registry: Registry): Promise<void> {
  const folder = await mkdtemp(join(cache, 'pack-'))
  try {
    await registry.pack(spec, folder)
    const [packed] = await readdir(folder)
    if (packed === undefined) throw new Error('npm pack left no file')
    await rename(join(folder, packed), part)
  } catch (error) {
    throw new Error(`${spec} could not be fetched: ${messageOf(error)}`, { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** 64 hexadecimal digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error instanceof Error ? error.message : String(error)}${cause}`
}
