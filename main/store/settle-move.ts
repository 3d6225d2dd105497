import type { AuditDraft } from './audit.ts'
import type { Database } from './database.ts'
import { destroyKeyFile, findUnusedKeyFiles, keeperOf, overwriteAndRemove, removeKeyFile } from './key-files.ts'
import { type KeyRecord, readKeyRecord, writeKeyRecord } from './key-record.ts'
import { lockRestore } from './swap.ts'
import type { Vault } from './vault.ts'

/**
 * Ends a move of the key that was interrupted: what has just opened the data keeps their key from now on. Does nothing
 * while the move is going on.
 * @returns the move that was finished; null for none
 */
export function settleMove(database: Database, vault: Vault, dataFolder: string): KeyRecord['next'] {
  if (readKeyRecord(database).next === null && findUnusedKeyFiles(dataFolder).length === 0) return null
  using lock = lockRestore(dataFolder)
  if (lock === null) return null
  const { next } = readKeyRecord(database)
  const isFinished = vault.opened === 'next'
  if (next !== null && isFinished) destroyFormerKeyFile(dataFolder, next)
  else if (next !== null) {
    writeKeyRecord(database, { next: null })
    if (keeperOf(vault.place) !== next.keeper) removeKeyFile(dataFolder, next.keeper)
  }
  for (const file of findUnusedKeyFiles(dataFolder)) overwriteAndRemove(file)
  return isFinished ? next : null
}

export function destroyFormerKeyFile(dataFolder: string, { keeper, from }: NonNullable<KeyRecord['next']>): void {
  destroyKeyFile(dataFolder, from, from === keeper)
}

export function auditOfMove({ from, keeper, actor, via }: NonNullable<KeyRecord['next']>): AuditDraft {
  return { actor, via, action: 'key.move', subject: 'key', details: { from, to: keeper } }
}
