import { storeOf } from './store-of.ts'

/** A process to be killed: writes one backup. */
const [folder = '', to = ''] = process.argv.slice(2)
const store = storeOf(folder)
await store.backup(to)
store.close()
