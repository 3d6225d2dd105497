import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../main/app.ts'
import { modelsFolder } from './app.ts'
import { tester } from './tester.ts'

export const passphrase = 'copper lantern over seven'

/** An office with an account, whose one display shows a locked kiosk, as it was when somebody pulled the plug. */
export async function lockedOffice(folder: string): Promise<void> {
  const app = await createApp({
    ...{ dataFolder: folder, modelsFolder, shell: 'test', caller: tester },
    key: { kind: 'file', path: join(folder, 'key') },
  })
  await app.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
  await app.call('people.create', { name: 'Grace Hopper' })
  await app.close()
  mkdirSync(join(folder, 'window'), { recursive: true })
  const bounds = { x: 0, y: 0, width: 1400, height: 900 }
  writeFileSync(kiosksOf(folder), JSON.stringify([{ kiosk: 'Lobby', placement: { locked: true, bounds } }]))
}

export const kiosksOf = (folder: string) => join(folder, 'window', 'kiosks.json')
