import { join } from 'node:path'
import { openStore, type Store } from '../../../main/store/open.ts'
import { openVault } from '../../../main/store/vault.ts'

/** The store of a data folder, as an app has it. */
export function storeOf(folder: string): Store {
  const vault = openVault({ kind: 'file', path: join(folder, 'key') })
  return openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now })
}
