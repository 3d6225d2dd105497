import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import type { Publish } from '../contract/topics.ts'
import { isRunning } from '../running.ts'
import { replacePrivateFile } from '../store/private-files.ts'
import type { Vault } from '../store/vault.ts'
import type { Vision } from '../vision/vision.ts'

export interface PhotoGuardOptions {
  /** Holds a file for each photo being examined; created when missing. */
  readonly folder: string
  /** Distinguishes photos without saying anything about them. */
  readonly vault: Pick<Vault, 'fingerprint'>
  readonly publish: Publish
}

/** A single crash may be a power cut, or another photo that was examined at the same time. */
const maxEnds = 2

/** How often recognition ended while a photo was examined, by the photo's hash. */
const Suspects = z.record(z.string(), z.number().int())

const message =
  'Recognition stopped twice at this photo, so it is not looked at any more. Save it anew in another program, or use another one.'

/**
 * Wraps vision so that photos during which recognition or the whole process ended twice are refused as
 * `stopped-recognition`. An empty file named after the photo exists while it is examined; files of a process that is
 * gone show what it was examining. A suspect is examined alone the next time, so that others are not blamed for it.
 */
export function guardPhotos<V extends Vision>(vision: V, { folder, vault, publish }: PhotoGuardOptions): V {
  const suspectsFile = join(folder, 'suspects.json')
  const suspects = readSuspects(suspectsFile)
  let looking = 0
  let free: (() => void)[] = []
  let alone = false

  for (const name of findLeftBehind(folder)) {
    blame(name.photo)
    forget(join(folder, name.file))
  }

  function blame(photo: string): void {
    const ends = (suspects.get(photo) ?? 0) + 1
    suspects.set(photo, ends)
    keepSuspects()
    if (ends === maxEnds) publish('notice', { level: 'error', code: 'photo-put-aside', message, details: {} })
  }

  function clear(photo: string): void {
    if (suspects.delete(photo)) keepSuspects()
  }

  function keepSuspects(): void {
    replacePrivateFile(suspectsFile, JSON.stringify(Object.fromEntries(suspects)))
  }

  /** Waits until this photo may be examined: a suspect when no other photo is, the others while no suspect is. */
  async function turn(suspect: boolean): Promise<void> {
    while (alone || (suspect && looking > 0)) await new Promise<void>((resolve) => free.push(resolve))
    looking += 1
    alone = suspect
  }

  function finish(): void {
    looking -= 1
    alone = false
    const waiting = free
    free = []
    for (const next of waiting) next()
  }

  return {
    ...vision,
    async analysePhoto(photo, options) {
      const name = nameOf(photo, vault)
      const ends = suspects.get(name) ?? 0
      if (ends >= maxEnds) throw new AppError('stopped-recognition', message)
      await turn(ends > 0)
      const file = join(folder, `${name}.${process.pid}`)
      note(folder, file)
      try {
        const analysis = await vision.analysePhoto(photo, options)
        clear(name)
        return analysis
      } catch (error) {
        if (stopsAtPhoto(error)) blame(name)
        throw error
      } finally {
        forget(file)
        finish()
      }
    },
  }
}

function stopsAtPhoto(error: unknown): boolean {
  return error instanceof AppError && error.code === 'vision-stopped' && error.details.closing !== true
}

/** On a full disk the photo is examined all the same. */
function note(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, '', { mode: 0o600 })
  } catch {
    // A crash now blames no photo.
  }
}

function forget(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // The file was not made either.
  }
}

function nameOf(photo: Uint8Array, vault: Pick<Vault, 'fingerprint'>): string {
  const hash = createHash('sha256').update(photo).digest()
  return Buffer.from(vault.fingerprint(hash, 'photo that is looked at')).toString('hex').slice(0, 32)
}

function findLeftBehind(folder: string): { readonly file: string; readonly photo: string }[] {
  try {
    return readdirSync(folder).flatMap((file) => {
      const [, photo, pid] = /^([0-9a-f]{32})\.(\d+)$/.exec(file) ?? []
      return photo === undefined || isRunning(Number(pid)) ? [] : [{ file, photo }]
    })
  } catch {
    return []
  }
}

function readSuspects(file: string): Map<string, number> {
  try {
    return new Map(Object.entries(Suspects.parse(JSON.parse(readFileSync(file, 'utf8')))))
  } catch {
    return new Map()
  }
}
