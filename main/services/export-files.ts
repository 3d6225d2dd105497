import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../contract/errors.ts'
import type { Publish } from '../contract/topics.ts'

export interface ExportOrder {
  /** The caller's name for the work, which is announced under `progress` and can be cancelled. */
  readonly task: string
  /** Gets a number when there is a file of this name already. */
  readonly fileName: string
  /** Path to write to instead of the exports folder. */
  readonly path?: string | null
  /** The pieces of the file, made as they are written; sets `progress.share` from 0 to 1 on the way. */
  readonly pieces: (progress: { share: number }) => Iterable<string | Uint8Array>
}

export type WrittenExport =
  | { readonly kind: 'written'; readonly fileName: string; readonly path: string; readonly bytes: number }
  | { readonly kind: 'cancelled' }

/** Writes files for people and other programs piece by piece, so that memory does not grow with their length. */
export interface ExportFiles {
  /**
   * @throws AppError `forbidden` for a path that the caller may not name, `export-running` while an export of this name
   * is written, `file-unreadable`, `disk-full`
   */
  write(order: ExportOrder): Promise<WrittenExport>
  cancel(task: string): void
  /**
   * Reads a piece of a written file, at most 4 MiB; `total` is the length of the whole. Reading the last piece removes
   * the file.
   * @throws AppError `file-not-found`
   */
  read(fileName: string, offset: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }>
}

const pieceBytes = 4 * 1024 * 1024
const progressIntervalMs = 100
/** How long an export works before it lets the kiosk have a turn, in milliseconds. */
const maxTurnMs = 20

/**
 * Creates the writer of exports.
 * @param folder where they go when no path is named
 * @param mayNameFile whether callers may write anywhere: the command line may, a window may not
 */
export function createExportFiles(folder: string, publish: Publish, mayNameFile: boolean): ExportFiles {
  const running = new Map<string, { cancelled: boolean }>()

  function tell(task: string, share: number): void {
    publish('progress', { task, done: Math.round(share * 1000), total: 1000, note: null })
  }

  async function write(order: ExportOrder, state: { readonly cancelled: boolean }): Promise<WrittenExport> {
    const { task, fileName: wanted, path: chosen = null, pieces } = order
    const path = chosen ?? join(folder, await freeName(folder, wanted))
    const partial = `${path}.part`
    const progress = { share: 0 }
    let bytes = 0
    let told = 0
    let turn = performance.now()
    try {
      if (chosen === null) await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = await open(partial, 'w', 0o600)
      try {
        for (const piece of pieces(progress)) {
          if (state.cancelled) return { kind: 'cancelled' }
          const content = typeof piece === 'string' ? Buffer.from(piece) : piece
          await file.writeFile(content)
          bytes += content.length
          const now = performance.now()
          if (now - told > progressIntervalMs) {
            told = now
            tell(task, progress.share)
          }
          if (now - turn < maxTurnMs) continue
          await setImmediate()
          turn = performance.now()
        }
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, path)
    } catch (error) {
      throw asAppError(path, error)
    } finally {
      await rm(partial, { force: true }).catch(() => undefined)
    }
    tell(task, 1)
    return { kind: 'written', fileName: basename(path), path, bytes }
  }

  return {
    async write(order) {
      if (order.path != null && !mayNameFile) {
        throw new AppError('forbidden', 'An export is written into the data folder; save it from there.')
      }
      if (running.has(order.task))
        throw new AppError('export-running', 'An export of this name is still being written.')
      const state = { cancelled: false }
      running.set(order.task, state)
      try {
        return await write(order, state)
      } finally {
        running.delete(order.task)
      }
    },
    cancel(task) {
      const state = running.get(task)
      if (state) state.cancelled = true
    },
    async read(fileName, offset) {
      if (basename(fileName) !== fileName || fileName.startsWith('.')) throw exportGoneError(fileName)
      const path = join(folder, fileName)
      const isFile = await stat(path).then(
        (found) => found.isFile(),
        () => false,
      )
      const file = isFile ? await open(path).catch(() => null) : null
      if (file === null) throw exportGoneError(fileName)
      try {
        const { size } = await file.stat()
        const bytes = new Uint8Array(Math.max(0, Math.min(pieceBytes, size - offset)))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
        if (offset + bytesRead >= size) await rm(path, { force: true }).catch(() => undefined)
        return { bytes: bytes.subarray(0, bytesRead), total: size }
      } finally {
        await file.close()
      }
    },
  }
}

/** Returns a name that no file in the folder has yet. */
async function freeName(folder: string, wanted: string): Promise<string> {
  const ending = extname(wanted)
  const base = basename(wanted, ending)
  for (let number = 1; ; number++) {
    const name = `${base}${number === 1 ? '' : ` (${number})`}${ending}`
    const taken = await stat(join(folder, name)).then(
      () => true,
      () => false,
    )
    if (!taken) return name
  }
}

function asAppError(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const options = { details: { file: path }, cause: error }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', `${path} was not written, because the disk is full. Free some space.`, options)
  }
  if (error instanceof AppError || !/^E[A-Z]+$/.test(code)) return error
  const message = `${path} cannot be written (${code}). Check that ${dirname(path)} exists and that you may write there.`
  return new AppError('file-unreadable', message, options)
}

function exportGoneError(fileName: string): AppError {
  return new AppError('file-not-found', 'This export is no longer there. Export it again.', { details: { fileName } })
}
