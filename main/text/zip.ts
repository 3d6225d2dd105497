import { strToU8, Unzip, UnzipInflate, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

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

/** Takes a file out of an archive, piece by piece; the last piece may be empty. */
export type TakePiece = (piece: Uint8Array, isLast: boolean) => void

/**
 * Unpacks a ZIP archive that arrives in pieces, without holding a file of it whole.
 * @param choose is asked for each file in the archive, by its path there, and returns null for one to be left out
 * @throws Error where it is no archive that can be unpacked
 */
export async function unzipChunks(
  chunks: AsyncIterable<Uint8Array>,
  choose: (path: string) => TakePiece | null,
): Promise<void> {
  let failure: Error | null = null
  let open = 0
  let files = 0
  const unzip = new Unzip((file) => {
    files += 1
    const take = choose(file.name)
    if (take === null) return
    open += 1
    file.ondata = (error, piece, isLast) => {
      failure ??= error
      if (failure !== null) return
      try {
        take(piece, isLast)
      } catch (thrown) {
        failure = thrown instanceof Error ? thrown : new Error(String(thrown))
      }
      if (isLast) open -= 1
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for await (const chunk of chunks) {
    unzip.push(chunk, false)
    if (failure !== null) throw failure
  }
  if (files === 0) throw new Error('no ZIP archive')
  if (open > 0) throw new Error('the archive ends too early')
}
