import { createHash } from 'node:crypto'
import type { Connection } from './connect.ts'
import { isEqual, type OfficeKeys, proofOf } from './office-keys.ts'
import { fingerprintQuery, schemaVersion } from './schema/schema.ts'
import { changedSchemaFailure, makeError } from './server-errors.ts'

/** SHA-256 over everything that makes the schema work as it should. */
export async function readFingerprint(connection: Connection): Promise<Buffer> {
  // Names are written with or without their schema by what stands here.
  await connection.query('set search_path = pg_catalog')
  const lines = await connection.query<{ line: string }>(fingerprintQuery)
  return createHash('sha256')
    .update(lines.map(({ line }) => line).join('\n'))
    .digest()
}

/** Proves, under the first key of the office, that a station of it made the schema as it is. */
export function schemaProof(keys: OfficeKeys, fingerprint: Uint8Array): Buffer {
  return proofOf(keys.derive(1, 'schema'), String(schemaVersion), fingerprint)
}

/** @throws AppError `office-records-changed` when the schema is not the one that was made */
export async function checkSchema(connection: Connection, keys: OfficeKeys): Promise<void> {
  const fingerprint = await readFingerprint(connection)
  const [row] = await connection.query<{ proof: Uint8Array | null }>('select rollcall.schema_proof() as proof')
  if (!isEqual(row?.proof ?? null, schemaProof(keys, fingerprint))) throw makeError(...changedSchemaFailure)
}
