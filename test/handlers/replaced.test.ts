import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { encodeFrame } from '../../main/contract/frame.ts'
import { openApp, scratchFolder } from '../helpers/app.ts'

const replaced = expect.objectContaining({ code: 'database-replaced' })

/** A camera's picture of nothing. */
const frame = (sequence: number) =>
  encodeFrame({
    ...{ purpose: 'kiosk', width: 64, height: 64, sequence, capturedAt: sequence * 100, kiosk: 'Door' },
    data: new Uint8Array(64 * 64 * 4).fill(sequence),
  })

test('a window whose database was overwritten says so at the kiosk, in a notice and in the check, and records nothing', {
  timeout: 30_000,
}, async () => {
  const dataFolder = scratchFolder()
  const app = await openApp({ dataFolder, shell: 'web' })
  const { id } = await app.call('people.create', { name: 'Ada' })
  const { file } = await app.call('system.backup', {})
  await app.pushFrame(frame(1))
  const notices: string[] = []
  app.subscribe((topic, message) => {
    if (topic === 'notice') notices.push((message as { code: string }).code)
  })

  copyFileSync(file, join(dataFolder, 'rollcall.db'))
  await expect(app.pushFrame(frame(2))).rejects.toEqual(replaced)
  await expect(app.call('people.update', { id, name: 'Ada Lovelace' })).rejects.toEqual(replaced)
  await vi.waitFor(() => expect(notices).toContain('database-replaced'), 20_000)
  const { checks } = await app.call('system.doctor', {})
  expect(checks.find(({ name }) => name === 'database')).toMatchObject({
    ok: false,
    message: expect.stringContaining('was overwritten while Rollcall was open'),
  })
})

test('a data folder that was away for a while is used again, and the window says once that it was gone', {
  timeout: 30_000,
}, async () => {
  const parent = scratchFolder()
  const [dataFolder, away] = [join(parent, 'data'), join(parent, 'away')]
  const app = await openApp({ dataFolder, shell: 'web' })
  const notices: string[] = []
  app.subscribe((topic, message) => {
    if (topic === 'notice') notices.push((message as { code: string }).code)
  })
  renameSync(dataFolder, away)
  await expect(app.call('people.create', { name: 'Ada' })).rejects.toEqual(replaced)
  await vi.waitFor(() => expect(notices).toEqual(['database-replaced']), 20_000)
  rmSync(dataFolder, { recursive: true, force: true })
  renameSync(away, dataFolder)
  expect(await app.call('people.create', { name: 'Ada' })).toMatchObject({ name: 'Ada' })
})
