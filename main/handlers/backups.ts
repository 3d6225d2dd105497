import { describeKeyPlace } from '../contract/key-place.ts'
import type { Backups } from '../services/backups.ts'
import type { Context } from '../services/context.ts'
import type { Module } from './module.ts'

/** Handles the backups in their folders, and the key that opens them. */
export function backupsModule({ store }: Context, backups: Backups): Module<'backups'> {
  return {
    handlers: {
      'backups.list': backups.list,
      'backups.remove': ({ file }, caller) => {
        backups.remove(file, caller)
        return {}
      },
      'backups.recoveryKey': (_, caller) => {
        const rows = store.toRecoveryRows()
        store.audit.appendIfPossible({ ...caller, action: 'key.show', subject: 'recovery key', details: {} })
        return { rows, keySource: describeKeyPlace(store.keyPlace), number: store.keyRecord.read().number }
      },
    },
  }
}
