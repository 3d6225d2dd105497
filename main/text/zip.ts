import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file for an archive, whose pieces are made as they are written. */
export interface ZipFile {
  /** With `/` between folders. */
  readonly path: string
  readonly pieces: Iterable<string | Uint8Array>
  /** What cannot be made smaller, such as a photo. */
  readonly isCompressed?: boolean
}

/**
 * Packs files into a ZIP archive, in pieces: neither a file nor the archive is ever held whole. Each file is read to
 * its end before the next one is asked for.
 * @param at the time written beside every file, ms since the epoch
 */
export function* zipChunks(files: Iterable<ZipFile>, at: number): Generator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for (const { path, pieces, isCompressed = false } of files) {
    const file = isCompressed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    file.mtime = at
    zip.add(file)
    for (const piece of pieces) {
      file.push(typeof piece === 'string' ? strToU8(piece) : piece)
      yield* ready.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready
}
