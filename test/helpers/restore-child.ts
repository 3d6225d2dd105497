import { join } from 'node:path'
import { prepareRestoreOfClosed } from '../../main/restore.ts'
import { recoverRestore } from '../../main/store/swap.ts'

/** A process to be killed: restores a backup into a data folder, or goes on with a restore that was cut off. */
const [dataFolder = '', file] = process.argv.slice(2)
if (file === undefined) recoverRestore(dataFolder)
else {
  const prepared = await prepareRestoreOfClosed({
    ...{ dataFolder, file, name: file, now: Date.now },
    key: { kind: 'file', path: join(dataFolder, 'key') },
  })
  prepared.restore({ actor: 'test', via: 'command', role: 'owner' })
}
