import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { type TakePiece, unzipChunks } from '../text/zip.ts'

/** More is in no model, and a small archive may pretend to hold more than a disk. */
const maxUnpackedBytes = 2 * 1024 ** 3

/**
 * Finds files by their names in what somebody has on the disk: files, folders and ZIP archives. Those in archives are
 * unpacked into `scratch`.
 * @returns the paths of what was found, each name once at most for every place
 * @throws AppError `file-not-found`, `pack-file-wrong` for an archive that cannot be unpacked
 */
export async function gatherFiles(
  places: readonly string[],
  names: ReadonlySet<string>,
  scratch: string,
): Promise<string[]> {
  const found: string[] = []
  for (const [index, place] of places.entries()) {
    const about = await stat(place).catch(() => null)
    if (about === null) throw new AppError('file-not-found', `${place} is not there. Check the path.`)
    if (about.isDirectory()) {
      const inside = await readdir(place)
      found.push(...inside.filter((name) => names.has(name)).map((name) => join(place, name)))
    } else if (/\.zip$/i.test(place)) found.push(...(await unpack(place, names, scratch, index)))
    else found.push(place)
  }
  return found
}

async function unpack(archive: string, names: ReadonlySet<string>, scratch: string, index: number): Promise<string[]> {
  const unpacked = new Map<string, string>()
  let left = maxUnpackedBytes
  function choose(path: string): TakePiece | null {
    const name = basename(path)
    if (!names.has(name) || unpacked.has(name)) return null
    const target = join(scratch, `${index}-${name}`)
    unpacked.set(name, target)
    const file = openSync(target, 'w', 0o600)
    return (piece, isLast) => {
      left -= piece.length
      if (left < 0) throw new Error('it holds more than any model')
      writeSync(file, piece)
      if (isLast) closeSync(file)
    }
  }
  try {
    await unzipChunks(createReadStream(archive), choose)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('pack-file-wrong', `${archive} cannot be unpacked: ${why}.`, { cause })
  }
  return [...unpacked.values()]
}
