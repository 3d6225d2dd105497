import { errorBody } from '../../../main/contract/errors.ts'
import { EventFilter } from '../../../main/contract/events.ts'
import { createRandom } from '../../../main/numeric/random.ts'
import { entryOf } from '../entry.ts'
import { leaveFree } from '../small-disk.ts'
import { storeOf } from './store-of.ts'

/** Makes entries while the disk fills, and again when there is room; prints what was said and what is there as JSON. */
const [folder = '', rounds = '1', seed = '1'] = process.argv.slice(2)
const random = createRandom(Number(seed)).next
const store = storeOf(folder)
const ada = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
const stored = new Set<number>()
const said: string[] = []

function enter(): boolean {
  try {
    stored.add(store.events.record(entryOf(ada, Date.now())).id)
    return true
  } catch (failure) {
    said.push(errorBody(failure).message)
    return false
  }
}

let wentOn = 0
for (let round = 0; round < Number(rounds); round++) {
  leaveFree(folder, Math.floor(random() * 64) * 4096)
  for (let refused = 0, tried = 0; refused < 3 && tried < 2000; tried++) if (!enter()) refused++
  leaveFree(folder, 512 * 1024)
  if (enter()) wentOn++
}
const { integrity, audit } = await store.examine('whole')
const there = [...store.events.iterate(EventFilter.parse({}))].map(({ id }) => id)
store.close()
console.log(JSON.stringify({ said, stored: [...stored], there, wentOn, integrity, audit: audit.kind }))
