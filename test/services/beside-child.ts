import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../main/app.ts'
import { dispatch } from '../../main/dispatch.ts'
import { modelsFolder } from '../helpers/models-folder.ts'

/** What a command does beside a window: opens the same data, makes the given calls, and ends. */
const [dataFolder, calls] = process.argv.slice(2) as [string, string]
const app = await createApp({
  dataFolder,
  modelsFolder,
  key: { kind: 'file', path: join(dataFolder, 'key') },
  shell: 'cli',
  caller: { actor: 'a command', via: 'command', role: 'owner' },
})
const replies: unknown[] = []
for (const [method, input] of JSON.parse(calls) as [string, Record<string, unknown>][]) {
  const photo = input['photoFile']
  replies.push(
    await dispatch(app, method, typeof photo === 'string' ? { ...input, photo: readFileSync(photo) } : input),
  )
}
await app.close()
process.stdout.write(JSON.stringify(replies))
