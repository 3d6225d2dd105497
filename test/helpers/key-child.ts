import { moveKey } from '../../main/store/move-key.ts'
import { tester } from './tester.ts'

/** A process to be killed: moves the key of a data folder. */
const { dataFolder, from, to } = JSON.parse(process.argv[2]!, (_, value) =>
  typeof value === 'object' && value !== null && 'hex' in value ? Buffer.from(value.hex, 'hex') : value,
)
await moveKey({ dataFolder, from, to, caller: tester, now: Date.now })
