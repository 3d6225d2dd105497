import type { Client } from './client.ts'

/** Reads a file that `attendance.export` has written, in pieces. @throws AppError `file-not-found` */
export async function readExport(
  client: Pick<Client, 'call'>,
  fileName: string,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  let total = Number.POSITIVE_INFINITY
  while (offset < total) {
    const piece = await client.call('attendance.readExport', { fileName, offset })
    if (piece.bytes.length === 0) break
    pieces.push(new Uint8Array(piece.bytes))
    offset += piece.bytes.length
    total = piece.total
  }
  return pieces
}
