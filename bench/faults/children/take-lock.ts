import { lockDataFolder } from '../../../main/app-lock.ts'
import { errorBody } from '../../../main/contract/errors.ts'

/** A process that takes the lock, says whether it has it, and stays. */
try {
  lockDataFolder(process.argv[2] ?? '', 'electron')
  console.log('held')
} catch (error) {
  console.log(errorBody(error).message)
}
setInterval(() => {}, 1000)
