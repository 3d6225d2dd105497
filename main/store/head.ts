import { closeSync, openSync, readSync } from 'node:fs'

/** The first bytes of a database file (https://www.sqlite.org/fileformat.html, 1.3). */
export interface Head {
  readonly isDatabase: boolean
  /** Whether the database writes through a log. A backup does not, nor does a copy that is ready to be restored. */
  readonly hasLog: boolean
  /** How many times the first page was changed. */
  readonly changes: number
  /** Its length by its own count of pages; null when the count is out of date. */
  readonly bytes: number | null
}

const magic = 'SQLite format 3\0'

export function readHead(handle: number): Head {
  const bytes = Buffer.alloc(100)
  readSync(handle, bytes, 0, bytes.length, 0)
  return {
    isDatabase: bytes.toString('latin1', 0, magic.length) === magic,
    hasLog: bytes[18] === 2 && bytes[19] === 2,
    changes: bytes.readUInt32BE(24),
    bytes: lengthIn(bytes),
  }
}

function lengthIn(head: Buffer): number | null {
  // 1 stands for 65,536. The count is valid only while the two change counters agree.
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  return head.readUInt32BE(24) === head.readUInt32BE(92) ? head.readUInt32BE(28) * pageSize : null
}

/**
 * Reads the head of a file. Never use it on a file that this process has open in SQLite: closing it would drop SQLite's
 * locks.
 */
export function readHeadOf(file: string): Head {
  const handle = openSync(file, 'r')
  try {
    return readHead(handle)
  } finally {
    closeSync(handle)
  }
}
