import { errorBody } from '../../../main/contract/errors.ts'
import { EventFilter } from '../../../main/contract/events.ts'
import { createRandom } from '../../../main/numeric/random.ts'
import { entryOf } from '../entry.ts'
import { type DiskFault, ownFaults } from '../shim.ts'
import { storeOf } from './store-of.ts'

/** Makes entries while the disk refuses at a moment by chance; prints what was said and what is there as JSON. */
const [folder = '', rounds = '1', seed = '1'] = process.argv.slice(2)
const random = createRandom(Number(seed)).next
const faults = ownFaults()!
const store = storeOf(folder)
const ada = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
const stored: number[] = []
const said: unknown[] = []
const errors = ['EIO', 'EROFS', 'EDQUOT', 'ENOSPC'] as const
let wentOn = 0

for (let round = 0; round < Number(rounds); round++) {
  const error = errors[round % errors.length]!
  const operation = error === 'EIO' && random() < 0.5 ? 'sync' : 'write'
  const fault: DiskFault = { error, operations: [operation], part: 'rollcall.db', spared: Math.floor(random() * 16) }
  faults.disk(fault)
  for (let entries = 0; entries < 3; entries++) {
    try {
      stored.push(store.events.record(entryOf(ada, Date.now())).id)
    } catch (failure) {
      said.push({ error, ...errorBody(failure) })
    }
  }
  faults.disk(null)
  stored.push(store.events.record(entryOf(ada, Date.now())).id)
  wentOn++
}
const { integrity, audit } = await store.examine('whole')
const there = [...store.events.iterate(EventFilter.parse({}))].map(({ id }) => id)
store.close()
console.log(JSON.stringify({ said, stored, there, integrity, audit: audit.kind, wentOn }))
