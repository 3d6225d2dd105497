import { join } from 'node:path'
import { entryOf } from '../../bench/faults/entry.ts'
import { type DiskFault, ownFaults } from '../../bench/faults/shim.ts'
import { errorBody } from '../../main/contract/errors.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'

/** A process whose disk refuses in every way, one entry each; prints what was said as JSON. */
const [folder = ''] = process.argv.slice(2)
const faults = ownFaults()!
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } })
const store = openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now })
const ada = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
const said: unknown[] = []
let acknowledged = 0

for (const error of ['EIO', 'EROFS', 'EDQUOT', 'ENOSPC'] as const) {
  for (const operation of ['write', 'sync'] as const) {
    if (operation === 'sync' && error !== 'EIO') continue
    // Nearer to the end of what an entry writes each time.
    for (const spared of [0, 1]) {
      const fault: DiskFault = { error, operations: [operation], part: 'rollcall.db', spared }
      faults.disk(fault)
      try {
        store.events.record(entryOf(ada, Date.now()))
        acknowledged++
      } catch (failure) {
        said.push({ error, operation, spared, ...errorBody(failure) })
      }
      faults.disk(null)
      store.events.record(entryOf(ada, Date.now()))
      acknowledged++
    }
  }
}
const { integrity, audit } = await store.examine('whole')
console.log(JSON.stringify({ said, acknowledged, kept: store.events.count(), integrity, audit: audit.kind }))
store.close()
