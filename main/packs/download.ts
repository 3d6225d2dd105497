import { createWriteStream } from 'node:fs'
import { rm, truncate } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '../contract/errors.ts'
import { hashFile } from './hash-file.ts'
import { type Download, sizeOf } from './pack-entry.ts'

export interface DownloadOptions {
  readonly signal: AbortSignal
  /** Bytes that are there, and in all where that is known. */
  readonly onProgress: (done: number, total: number | null) => void
  /** Milliseconds without a byte after which a server counts as silent. */
  readonly silence?: number
  /** Milliseconds before the first attempt after a failure; each further one waits twice as long. */
  readonly pause?: number
}

const defaultSilence = 30_000
const defaultPause = 1_000
/** Attempts in a row that bring nothing. */
const maxVainAttempts = 4
/** A file of which nobody says how large it is may not fill the disk. */
const maxUnknownBytes = 1024 ** 3

/**
 * Downloads a file to `path`, going on with what is there of it. Its sha256 is the wanted one when this returns; a file
 * with another one is deleted.
 * @throws AppError `download-failed` when no address gives the file, `cancelled`
 */
export async function downloadFile(wanted: Download, path: string, options: DownloadOptions): Promise<void> {
  const reasons: string[] = []
  for (const address of wanted.addresses) {
    const reason = await downloadFrom(address, wanted, path, options)
    if (reason === null) return
    reasons.push(`${new URL(address).host}: ${reason}`)
  }
  const message = `${wanted.file} could not be downloaded (${reasons.join('; ')}). Try again, or add it from a file.`
  throw new AppError('download-failed', message, { details: { file: wanted.file } })
}

/** @returns null when the file is there and right; otherwise why not */
async function downloadFrom(
  address: string,
  wanted: Download,
  path: string,
  options: DownloadOptions,
): Promise<string | null> {
  const { signal, pause = defaultPause } = options
  let reason = ''
  for (let vain = 0; vain < maxVainAttempts; vain++) {
    if (vain > 0) await setTimeout(pause * 2 ** (vain - 1), null, { signal }).catch(() => undefined)
    if (signal.aborted) throw cancelledError()
    const before = (await sizeOf(path)) ?? 0
    const attempt = await attemptDownload(address, wanted, path, before, options)
    if (signal.aborted) throw cancelledError()
    if (attempt.kind === 'whole') {
      const sha256 = await hashFile(path)
      if (sha256 === wanted.sha256) return null
      await rm(path, { force: true })
      reason = `its sha256 is ${sha256}, not ${wanted.sha256}`
      // What an earlier attempt had left may be to blame, but not a file that came in one piece.
      if (before === 0) return reason
      continue
    }
    reason = attempt.reason
    if (attempt.kind === 'refused') return reason
    if (((await sizeOf(path)) ?? 0) > before) vain = -1
  }
  return reason
}

type Attempt =
  | { readonly kind: 'whole' }
  /** It may go on. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** Trying again would not help. */
  | { readonly kind: 'refused'; readonly reason: string }

async function attemptDownload(
  address: string,
  wanted: Download,
  path: string,
  present: number,
  { signal, onProgress, silence = defaultSilence }: DownloadOptions,
): Promise<Attempt> {
  if (wanted.bytes !== undefined && present > wanted.bytes) {
    await rm(path, { force: true })
    return { kind: 'broken', reason: 'more was there than there should be' }
  }
  if (present === wanted.bytes) return { kind: 'whole' }
  using quiet = watchSilence(silence)
  let response: Response
  try {
    response = await fetch(address, {
      headers: present > 0 ? { range: `bytes=${present}-` } : {},
      signal: AbortSignal.any([signal, quiet.signal]),
    })
  } catch (error) {
    return { kind: 'broken', reason: quiet.signal.aborted ? 'it does not answer' : reasonOf(error) }
  }
  const from = startOf(response, present)
  if (from === null || response.body === null) {
    await response.body?.cancel().catch(() => undefined)
    // It has no more: either all is there, or what is there is of another file.
    if (response.status === 416) return { kind: 'whole' }
    const mayPass = response.status >= 500 || response.status === 429
    return { kind: mayPass ? 'broken' : 'refused', reason: `it answered ${response.status}` }
  }
  if (from < present) await truncate(path, from)
  const total = wanted.bytes ?? announcedTotal(response, from)
  const most = wanted.bytes ?? maxUnknownBytes
  let done = from
  onProgress(done, total)
  const counted = Readable.fromWeb(response.body).map((chunk: Uint8Array) => {
    quiet.heard()
    done += chunk.byteLength
    if (done > most) throw new TooLong()
    onProgress(done, total)
    return chunk
  })
  try {
    await pipeline(counted, createWriteStream(path, { flags: from > 0 ? 'a' : 'w', mode: 0o600 }), { signal })
  } catch (error) {
    if (error instanceof TooLong) {
      await rm(path, { force: true })
      return { kind: 'refused', reason: 'it sends more than there should be' }
    }
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) throw error
    return { kind: 'broken', reason: quiet.signal.aborted ? 'it stopped answering' : reasonOf(error) }
  }
  if (wanted.bytes !== undefined && done < wanted.bytes) return { kind: 'broken', reason: 'it sent too little' }
  return { kind: 'whole' }
}

class TooLong extends Error {}

/**
 * Finds where in the file the answer begins; null when it is no part of a file. A server that knows no ranges begins
 * anew.
 */
function startOf(response: Response, present: number): number | null {
  if (response.status === 200) return 0
  if (response.status !== 206) return null
  const begins = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return begins !== undefined && Number(begins) === present ? present : null
}

function announcedTotal(response: Response, from: number): number | null {
  const length = response.headers.get('content-length')
  return length === null ? null : from + Number(length)
}

/** Aborts when nothing was heard for a time. */
function watchSilence(milliseconds: number): Disposable & { readonly signal: AbortSignal; heard(): void } {
  const controller = new AbortController()
  const timer = globalThis.setTimeout(() => controller.abort(), milliseconds)
  return {
    signal: controller.signal,
    heard: () => void timer.refresh(),
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return error instanceof Error ? error.message : String(error)
}

export function cancelledError(): AppError {
  return new AppError('cancelled', 'Cancelled. What was downloaded is kept, and it goes on from there.')
}
