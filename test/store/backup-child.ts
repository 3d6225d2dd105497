import { writeSync } from 'node:fs'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'

/** A process to be killed: writes one backup, and says when it begins and when it has ended. */
const [file = '', to = ''] = process.argv.slice(2)
const store = openStore({
  file,
  vault: openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } }),
  now: Date.now,
})
writeSync(1, 'begin\n')
await store.backup(to)
writeSync(1, 'end\n')
store.close()
