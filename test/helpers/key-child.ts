import { moveKey } from '../../main/store/move-key.ts'
import { rotateKey } from '../../main/store/rotate-key.ts'
import { recoverRestore } from '../../main/store/swap.ts'
import { tester } from './tester.ts'

/** A process to be killed: moves the key of a data folder, gives it another one, or goes on with what was cut off. */
const { work, ...options } = JSON.parse(process.argv[2]!, (_, value) =>
  typeof value === 'object' && value !== null && 'hex' in value ? Buffer.from(value.hex, 'hex') : value,
)
if (work === 'move') await moveKey({ ...options, caller: tester, now: Date.now })
else if (work === 'rotate') await rotateKey({ ...options, caller: tester, now: Date.now })
else recoverRestore(options.dataFolder)
