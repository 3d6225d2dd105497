import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../../contract/errors.ts'

const extensions = new Set(['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif'])
/** A photo of 50 megapixels with 16-bit channels and no compression just fits. */
const maxPhotoBytes = 400 * 1024 * 1024

/**
 * Files as they are named, folders as all photos below them (JPEG, PNG, WebP and HEIC by extension), in order of name.
 */
export async function expandPhotos(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => null)
      return found?.isDirectory() ? photosBelow(path) : [path]
    }),
  )
  return lists.flat()
}

async function photosBelow(folder: string): Promise<string[]> {
  const lists = await Promise.all(
    (await listEntries(folder)).map(({ path, isFolder }) =>
      isFolder ? photosBelow(path) : extensions.has(extname(path).toLowerCase()) ? [path] : [],
    ),
  )
  return lists.flat()
}

/** All files below a folder, as paths from there with slashes; links are followed, hidden entries left out. */
export async function filesBelow(folder: string): Promise<string[]> {
  const lists = await Promise.all(
    (await listEntries(folder)).map(async ({ name, path, isFolder }) =>
      isFolder ? (await filesBelow(path)).map((below) => `${name}/${below}`) : [name],
    ),
  )
  return lists.flat()
}

/** The folders in a folder, as `filesBelow` goes through them. */
export async function foldersIn(folder: string): Promise<string[]> {
  return (await listEntries(folder)).filter(({ isFolder }) => isFolder).map(({ name }) => name)
}

/**
 * One folder a person: the folder's name and the photos below it. Photos that lie in no such folder are not among them.
 */
export async function photosByPerson(folder: string): Promise<{ name: string; folder: string; photos: string[] }[]> {
  const folders = (await listEntries(folder)).filter((entry) => entry.isFolder)
  return Promise.all(folders.map(async ({ name, path }) => ({ name, folder: path, photos: await photosBelow(path) })))
}

/**
 * Files and folders, in order of name; links are followed, hidden entries left out.
 * @throws AppError `file-not-found` when there is no such folder
 */
async function listEntries(folder: string): Promise<{ name: string; path: string; isFolder: boolean }[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new AppError('file-not-found', `There is no folder ${folder}, or it cannot be read.`, { cause })
  })
  const visible = names.filter((name) => !name.startsWith('.')).sort((a, b) => (a < b ? -1 : 1))
  return Promise.all(
    visible.map(async (name) => {
      const path = join(folder, name)
      return { name, path, isFolder: (await stat(path).catch(() => null))?.isDirectory() ?? false }
    }),
  )
}

/**
 * The bytes of a photo.
 * @throws AppError `file-not-found`, `file-unreadable` or, before reading it, `image-too-large`
 */
export async function readPhoto(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > maxPhotoBytes) {
      throw new AppError('image-too-large', `${path} is larger than any photo (${Math.round(size / 1024 / 1024)} MiB).`)
    }
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new AppError('file-not-found', `There is no file ${path}.`, { cause })
    }
    throw new AppError('file-unreadable', `${path} cannot be read. Check that it is a file and may be read.`, { cause })
  }
}
