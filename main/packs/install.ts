import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { megabytes } from '../text/words.ts'
import { packFile } from '../vision/manifest.ts'
import { type DownloadOptions, downloadFile } from './download.ts'
import { gatherFiles } from './gather.ts'
import { hashFile } from './hash-file.ts'
import { type Download, type PackEntry, parseEntry, sizeOf } from './pack-entry.ts'

export interface InstallOptions extends DownloadOptions {
  /** Where packs are installed. */
  readonly folder: string
  /** Folders of packs that ship, whose models others share. */
  readonly shared: readonly string[]
}

/** Stays free on the disk. */
const reserve = 200 * 1024 * 1024

/** Where a download goes before it is whole; it is found there by the next attempt. */
export const partOf = (folder: string, { sha256 }: Download) => join(folder, `.part-${sha256}`)

/**
 * Downloads a pack and installs it. It is there as a whole or not at all.
 * @throws AppError `download-failed`, `disk-full`, `pack-file-wrong`, `cancelled`
 */
export async function installFromNetwork(entry: PackEntry, options: InstallOptions): Promise<void> {
  const { folder, shared, onProgress } = options
  if (entry.downloads.length === 0) {
    throw new AppError('pack-file-wrong', `${entry.name} has no address. Add it from its files.`)
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await requireSpace(entry, folder)
  let before = 0
  const total = entry.downloads.every(({ bytes }) => bytes !== undefined)
    ? entry.downloads.reduce((sum, { bytes }) => sum + bytes!, 0)
    : null
  const parts: string[] = []
  for (const download of entry.downloads) {
    const part = partOf(folder, download)
    await downloadFile(download, part, { ...options, onProgress: (done) => onProgress(before + done, total) })
    before += (await sizeOf(part)) ?? 0
    parts.push(part)
  }
  // An archive is known by its name.
  const named = await Promise.all(
    parts.map(async (part, index) => {
      const { file } = entry.downloads[index]!
      if (!/\.zip$/i.test(file)) return part
      await rename(part, `${part}.zip`)
      return `${part}.zip`
    }),
  )
  try {
    await assemble(entry, [...named, ...shared], folder)
  } finally {
    for (const part of named) await rm(part, { force: true })
  }
}

/**
 * Installs a pack from files, folders and archives on this machine.
 * @throws AppError `file-not-found`, `pack-file-wrong`, `disk-full`
 */
export async function installFromFiles(
  entry: PackEntry,
  places: readonly string[],
  { folder, shared }: Pick<InstallOptions, 'folder' | 'shared'>,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await requireSpace(entry, folder)
  await assemble(entry, [...places, ...shared], folder)
}

/** Reads the `pack.json` among files, folders and archives. @throws AppError `pack-file-wrong` where there is none */
export async function findEntry(places: readonly string[], folder: string): Promise<PackEntry> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const scratch = join(folder, '.look')
  await mkdir(scratch, { recursive: true, mode: 0o700 })
  try {
    const found = await gatherFiles(places, new Set([packFile]), scratch)
    const list = found.find((file) => basename(file).endsWith(packFile))
    const entry = list === undefined ? null : parseEntry(await readFile(list, 'utf8'))
    if (entry !== null) return entry
    throw new AppError(
      'pack-file-wrong',
      `There is no ${packFile} that describes a pack among these files. Name the pack that they belong to.`,
    )
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Puts the files of a pack together beside the others, checks each, and gives it its place in one step. */
async function assemble(entry: PackEntry, places: readonly string[], folder: string): Promise<void> {
  const complete = join(folder, `.new-${entry.name}`)
  const scratch = join(folder, `.unpack-${entry.name}`)
  for (const each of [complete, scratch]) {
    await rm(each, { recursive: true, force: true })
    await mkdir(each, { recursive: true, mode: 0o700 })
  }
  try {
    const names = new Set([...entry.models, ...entry.downloads].map(({ file }) => file))
    const candidates = await gatherFiles(places, names, scratch)
    const hashes = new Map<string, string>()
    for (const file of candidates) hashes.set(await hashFile(file), file)
    for (const { file, sha256 } of entry.models) {
      const source = hashes.get(sha256)
      if (source === undefined) throw wrongFileError(file, sha256, candidates)
      await copyFile(source, join(complete, file), constants.COPYFILE_FICLONE)
    }
    await writeFile(join(complete, packFile), JSON.stringify(entry, null, 2), { mode: 0o600 })
    await flush(complete, [packFile, ...entry.models.map(({ file }) => file)])
    await replaceFolder(complete, join(folder, entry.name))
  } finally {
    for (const each of [complete, scratch]) await rm(each, { recursive: true, force: true })
  }
}

function wrongFileError(file: string, sha256: string, candidates: readonly string[]): AppError {
  const looked =
    candidates.length === 0 ? 'Nothing that belongs to it was found.' : `Looked at ${candidates.length} files.`
  return new AppError('pack-file-wrong', `None of the files is ${file} with the sha256 ${sha256}. ${looked}`, {
    details: { file, sha256 },
  })
}

/** What was copied survives a power cut once the folder has its name. */
async function flush(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const handle = await open(join(folder, file), 'r+')
    await handle.sync()
    await handle.close()
  }
}

async function replaceFolder(complete: string, place: string): Promise<void> {
  const former = join(dirname(place), `${replacedPrefix}${basename(place)}`)
  await rm(former, { recursive: true, force: true })
  await rename(place, former).catch(() => undefined)
  await rename(complete, place)
  await rm(former, { recursive: true, force: true })
}

const replacedPrefix = '.old-'
const unfinished = /^\.(new-|unpack-|look$)/

/**
 * Puts right what an installation left whose process died: nobody else may be installing.
 * @param keepsReceived whether uploaded files are wanted
 */
export async function tidyInstalled(folder: string, keepsReceived: boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (unfinished.test(name) || (name === '.received' && !keepsReceived))
      await rm(path, { recursive: true, force: true })
    if (!name.startsWith(replacedPrefix)) continue
    const place = join(folder, name.slice(replacedPrefix.length))
    if ((await sizeOf(place)) === null) await rename(path, place)
    else await rm(path, { recursive: true, force: true })
  }
}

/** @throws AppError `disk-full` where the pack, and its archive beside it, would not fit */
async function requireSpace({ name, models, downloads }: PackEntry, folder: string): Promise<void> {
  const here = await Promise.all(downloads.map((download) => sizeOf(partOf(folder, download))))
  const toLoad = downloads.reduce((sum, { bytes = 0 }, index) => sum + Math.max(0, bytes - (here[index] ?? 0)), 0)
  const needed = toLoad + models.reduce((sum, { bytes = 0 }) => sum + bytes, 0) + reserve
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= needed) return
  throw new AppError(
    'disk-full',
    `${name} needs ${megabytes(needed, Math.ceil)} free in ${folder}, and ${megabytes(free)} are. Free some space.`,
  )
}
