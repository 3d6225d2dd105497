/** Opens an app that reads kept photos in the background, and says how many are left until it is killed. */
import { join } from 'node:path'
import { createApp } from '../../main/app.ts'
import { tester } from '../helpers/tester.ts'

const [dataFolder = '', modelsFolder = ''] = process.argv.slice(2)
const app = await createApp({
  ...{ dataFolder, modelsFolder, shell: 'test', caller: tester },
  key: { kind: 'file', path: join(dataFolder, 'key') },
})
app.subscribe(async (topic) => {
  if (topic !== 'modelChange.changed') return
  const { beside } = await app.call('modelChange.state', {})
  process.stdout.write(`${beside?.waiting}\n`)
})
