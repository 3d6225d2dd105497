/** Prints the megabytes of an engine whose index is built and whose models have run. Words: data folder, photo. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApp } from '../main/app.ts'
import { modelsFolder } from './office.ts'

const [dataFolder = '', photo = ''] = process.argv.slice(2)
const key = { kind: 'file', path: join(dataFolder, 'key') } as const
const app = await createApp({
  dataFolder,
  modelsFolder,
  key,
  shell: 'test',
  caller: { actor: 'bench', via: 'command', role: 'owner' },
})
const bytes = await readFile(photo)
const deadline = performance.now() + 300_000
do await app.call('search.photo', { photo: bytes, top: 5 })
while ((await app.call('system.info', {})).search !== 'hnsw' && performance.now() < deadline)
process.stdout.write(String(Math.round(process.memoryUsage().rss / 2 ** 20)))
await app.close()
