import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { isRunning } from '../running.ts'

/**
 * hnswlib reads and writes plain files only, and a plain graph reveals faces. It is kept in memory where the system has
 * a folder for that (Linux), and otherwise on the disk, where it is overwritten before it is removed. Most solid-state
 * disks write elsewhere than they are told, and may keep the former contents all the same.
 */
const memoryFolder = '/dev/shm'
const prefix = 'rollcall-index-'
const ownName = /^rollcall-index-(?:(\d+)-)?\w{6}$/
/** A folder of an earlier version does not name its process; one untouched for this long is dead. */
const maxIdleMs = 10 * 60_000

/**
 * Chooses where plain graphs may lie for as long as they are needed.
 * @param memory a folder in memory, where there is one
 */
export function chooseScratch(dataFolder: string, memory = memoryFolder): string {
  return existsSync(memory) && canBeUsed(memory) ? memory : dataFolder
}

/** It may be mounted read-only, or belong to others. */
function canBeUsed(parent: string): boolean {
  try {
    inScratchSync(parent, () => undefined)
    return true
  } catch {
    return false
  }
}

/** Runs `work` with the path of a file in a folder that only its owner can enter, and removes both afterwards. */
export async function inScratch<T>(parent: string, work: (plain: string) => Promise<T>): Promise<T> {
  const folder = makeScratch(parent)
  try {
    return await work(join(folder, 'graph'))
  } finally {
    wipe(folder)
  }
}

/** Does the same, but blocks. */
export function inScratchSync<T>(parent: string, work: (plain: string) => T): T {
  const folder = makeScratch(parent)
  try {
    return work(join(folder, 'graph'))
  } finally {
    wipe(folder)
  }
}

/** Removes the plain graphs that this user's dead processes left behind. @param now milliseconds */
export function removeDeadScratch(parent: string, now: number): void {
  for (const name of namesIn(parent)) {
    const pid = ownName.exec(name)
    if (pid === null) continue
    try {
      const path = join(parent, name)
      const found = lstatSync(path)
      const inUse = pid[1] === undefined ? now - found.mtimeMs < maxIdleMs : isRunning(Number(pid[1]))
      const ours = process.getuid === undefined || found.uid === process.getuid()
      if (found.isDirectory() && ours && !inUse) wipe(path)
    } catch {
      // Another process that starts just now removed it.
    }
  }
}

function makeScratch(parent: string): string {
  return mkdtempSync(join(parent, `${prefix}${process.pid}-`))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function wipe(folder: string): void {
  const inMemory = !relative(memoryFolder, folder).startsWith('..')
  if (!inMemory) for (const name of namesIn(folder)) overwrite(join(folder, name))
  rmSync(folder, { recursive: true, force: true })
}

function overwrite(file: string): void {
  const { size } = lstatSync(file)
  const zeros = new Uint8Array(1 << 20)
  const descriptor = openSync(file, 'r+')
  try {
    for (let at = 0; at < size; at += zeros.length)
      writeSync(descriptor, zeros, 0, Math.min(zeros.length, size - at), at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
