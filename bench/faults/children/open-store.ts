import { writeSync } from 'node:fs'
import { storeOf } from './store-of.ts'

/**
 * A process to be killed: opens the data, which brings them up to date, and says when it begins and when it has ended.
 */
writeSync(1, 'begin\n')
storeOf(process.argv[2] ?? '').close()
writeSync(1, 'open\n')
