import { spawn, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A run of a program that sees a small disk of its own; nothing of it is left when it has ended. */
export interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Namespaces in which a disk can be mounted without leave; the superuser needs no user of its own for it. */
const ways = [['-Urm'], ['-m']]

/** @returns why no disk can be mounted; null when one can */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only'
  return way() === null ? 'this user may not mount a disk (unshare -Urm)' : null
}

/**
 * Runs a script of ours with a disk of `kilobytes` mounted on `folder`, which must be there and stays empty outside.
 */
export function runOnSmallDisk(folder: string, kilobytes: number, script: string, ...words: string[]): Promise<Run> {
  const mount = `mount -t tmpfs -o size=${kilobytes}k,mode=700 tmpfs "$0" && exec "$@"`
  const command = [...way()!, 'sh', '-c', mount, folder, process.execPath, script, folder, ...words]
  const child = spawn('unshare', command, { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

let found: readonly string[] | null | undefined

function way(): readonly string[] | null {
  found ??=
    ways.find((options) => spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0) ??
    null
  return found
}

/** Takes up the room on a disk but for `bytes`; a filler that is there already is made to fit. */
export function leaveFree(folder: string, bytes: number): void {
  const filler = join(folder, 'filler')
  rmSync(filler, { force: true })
  const { bavail, bsize } = statfsSync(folder)
  const descriptor = openSync(filler, 'w')
  try {
    const piece = new Uint8Array(64 * 1024)
    const length = Math.max(0, bavail * bsize - bytes)
    ftruncateSync(descriptor, 0)
    for (let at = 0; at < length; ) at += writeSync(descriptor, piece, 0, Math.min(piece.length, length - at))
  } finally {
    closeSync(descriptor)
  }
}
