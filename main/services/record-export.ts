import { createHash } from 'node:crypto'
import type { RecordHead } from '../contract/record-head.ts'
import type { WrittenGap } from '../store/log-gaps.ts'
import type { Store } from '../store/open.ts'
import type { WrittenRecord } from '../store/records.ts'

/** Characters that are handed on at once. */
const pieceLength = 65_536

/**
 * Writes the entries and the audit log for an auditor, as JSON Lines: what the columns are, one record a line, and the
 * signed head at the end (docs/security.md, "Heads"). `scripts/rollcall-verify.mjs` checks such a file.
 */
export function* writeRecords(
  { records, sign }: Pick<Store, 'records' | 'sign'>,
  head: RecordHead,
  progress: { share: number },
): Generator<string> {
  const hash = createHash('sha256')
  const total = Math.max(1, head.entries.rows + head.audit.rows)
  let written = 0
  let piece = `${JSON.stringify({ rollcall: 'records', version: 3, made: head.made, columns: records.columns })}\n`
  for (const line of bothLogs(records, head)) {
    piece += 'record' in line ? writeRecord(line) : `${JSON.stringify({ erased: line })}\n`
    written += 1
    if (piece.length < pieceLength) continue
    progress.share = written / total
    hash.update(piece)
    yield piece
    piece = ''
  }
  const file = hash.update(piece).digest('hex')
  yield piece
  yield `${JSON.stringify({ head, file, signature: sign(JSON.stringify([head.signature, file])) })}\n`
}

function writeRecord({ record, names, figures, bare }: WrittenRecord): string {
  const about = { ...(Object.keys(names).length > 0 && { names }), ...(figures && { figures }), ...(bare && { bare }) }
  const beside = Object.entries(about).map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return `{"record":${record}${beside.join('')}}\n`
}

function* bothLogs(records: Store['records'], { entries, audit }: RecordHead): Generator<WrittenRecord | WrittenGap> {
  yield* records.iterate('events', entries.last)
  yield* records.iterate('audit', audit.last)
}
