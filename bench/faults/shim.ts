import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a disk is asked to do, as shim.c numbers it. */
const operations = { write: 1, sync: 2, read: 4, open: 8, resize: 16 } as const
export type Operation = keyof typeof operations

export interface DiskFault {
  readonly error: 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT'
  readonly operations: readonly Operation[]
  /** Only files whose path holds this, at most 103 bytes; all when it is empty. */
  readonly part: string
  /** Operations that go well before; 0 when undefined. */
  readonly spared?: number
}

/** Faults that a process meets which was started with `environment`, from any process and at any moment. */
export interface Faults {
  /** The path of the file in which they stand. */
  readonly file: string
  readonly environment: Readonly<Record<string, string>>
  /** The disk refuses from now on; null ends it. */
  disk(fault: DiskFault | null): void
  /** Milliseconds by which the wall clock is wrong. The clock that only goes on stays as it is. */
  clock(milliseconds: number): void
  /** Milliseconds that the machine seems to have run longer than it has. */
  uptime(milliseconds: number): void
}

const controlBytes = 136
const at = { clock: 0, error: 8, operations: 12, spared: 16, part: 20, uptime: 128 }
const source = join(import.meta.dirname, 'shim.c')

/** Builds the library where that was not done before. @returns its path, or why there is none */
export function buildShim(): { readonly path: string } | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'faults are made by a library for Linux' }
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)
  const path = join(tmpdir(), `rollcall-faults-${process.getuid?.()}-${hash}.so`)
  if (existsSync(path)) return { path }
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-faults-'))
  try {
    const built = join(folder, 'shim.so')
    const run = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', built, source, '-ldl'], { encoding: 'utf8' })
    if (run.error) return { missing: 'there is no gcc to build the library with' }
    if (run.status !== 0) return { missing: `gcc: ${run.stderr.split('\n')[0]}` }
    renameSync(built, path)
    return { path }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param file where what is to fail stands; made when missing @param library as `buildShim` gives it */
export function createFaults(file: string, library: string): Faults {
  if (!existsSync(file)) write(file, 0, new Uint8Array(controlBytes))
  return {
    file,
    environment: { LD_PRELOAD: library, ROLLCALL_FAULTS: file },
    disk(fault) {
      const bytes = Buffer.alloc(at.uptime - at.error)
      // The error last: while it is 0, the rest means nothing.
      write(file, at.error, bytes)
      if (fault === null) return
      const bits = fault.operations.reduce((sum, operation) => sum | operations[operation], 0)
      bytes.writeInt32LE(bits, at.operations - at.error)
      bytes.writeInt32LE(fault.spared ?? 0, at.spared - at.error)
      bytes.write(fault.part, at.part - at.error)
      write(file, at.error, bytes)
      bytes.writeInt32LE(constants.errno[fault.error], 0)
      write(file, at.error, bytes.subarray(0, 4))
    },
    clock: (milliseconds) => write(file, at.clock, integer(milliseconds)),
    uptime: (milliseconds) => write(file, at.uptime, integer(milliseconds)),
  }
}

/** The faults that this process was started with; null when it was started without any. */
export function ownFaults(): Faults | null {
  const { ROLLCALL_FAULTS: file, LD_PRELOAD: library } = process.env
  return file === undefined || library === undefined ? null : createFaults(file, library)
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(Math.round(value)))
  return bytes
}

function write(file: string, position: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, existsSync(file) ? 'r+' : 'w')
  try {
    writeSync(descriptor, bytes, 0, bytes.length, position)
  } finally {
    closeSync(descriptor)
  }
}
