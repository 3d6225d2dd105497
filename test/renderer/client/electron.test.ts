import { expect, test, vi } from 'vitest'
import { type Bridge, electronClient } from '../../../renderer/client/electron.ts'

function bridge(parts: Partial<Bridge>): Bridge {
  const missing = () => Promise.reject(new Error('not part of this test'))
  return {
    call: missing,
    subscribe: () => () => undefined,
    sendFrame: missing,
    openKiosk: missing,
    savePdf: missing,
    keepAwake: () => undefined,
    onLocked: () => () => undefined,
    onLeaving: () => () => undefined,
    leaveKiosk: missing,
    ...parts,
  }
}

test('a call passes name and input and unwraps the value', async () => {
  const call = vi.fn().mockResolvedValue({ ok: true, value: { people: [], total: 0 } })
  expect(await electronClient(bridge({ call })).call('people.list', { query: 'a' })).toEqual({ people: [], total: 0 })
  expect(call).toHaveBeenCalledWith('people.list', { query: 'a' })
})

test('a failed reply becomes its error, and a broken bridge engine-stopped', async () => {
  const error = { code: 'person-not-found', message: 'Gone.', details: {} } as const
  const refused = electronClient(bridge({ call: async () => ({ ok: false, error }) }))
  await expect(refused.call('people.get', { id: 1 as never })).rejects.toMatchObject(error)
  await expect(electronClient(bridge({})).sendFrame(new Uint8Array(1))).rejects.toMatchObject({
    code: 'engine-stopped',
  })
})

test("kiosks' windows and PDFs are asked of the shell, and its refusals become errors", async () => {
  const openKiosk = vi.fn().mockResolvedValue({ ok: true, value: undefined })
  const savePdf = vi.fn().mockResolvedValue({ ok: true, value: { kind: 'saved', fileName: 'May.pdf' } })
  const client = electronClient(bridge({ openKiosk, savePdf }))
  await client.openKiosk('Back door')
  expect(openKiosk).toHaveBeenCalledWith('Back door')
  expect(await client.print('days.html')).toEqual({ kind: 'saved', fileName: 'May.pdf' })
  expect(savePdf).toHaveBeenCalledWith('days.html')
  const error = { code: 'file-unreadable', message: 'The folder cannot be written.', details: {} } as const
  await expect(
    electronClient(bridge({ savePdf: async () => ({ ok: false, error }) })).print('days.html'),
  ).rejects.toMatchObject(error)
})
