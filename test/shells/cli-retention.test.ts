import { expect, test } from 'vitest'
import { openApp, scratchFolder } from '../helpers/app.ts'
import { runRollcall } from '../helpers/rollcall-command.ts'

const day = 86_400_000

test('what is due is said, and erased only when it is told to', async () => {
  const data = scratchFolder()
  const then = Date.now() - 40 * day
  const app = await openApp({ dataFolder: data, now: () => then })
  const { id } = await app.call('people.create', { name: 'Ada' })
  const guest = await app.call('guests.signIn', { name: 'A guest', hostId: id, kiosk: 'Front door' })
  await app.call('guests.signOut', { id: guest.id })
  const retention = { leavers: null, unseen: null, guests: 30, requests: null, events: null }
  await app.call('settings.set', { retention })
  await app.close()
  const date = new Date(then).toISOString().slice(0, 10)
  // The clock of the app that just closed was forty days behind, so a command trusts it only after a day.
  const due = await runRollcall(data, 'retention')
  expect(due).toMatchObject({
    code: 0,
    out: expect.stringContaining(`1 guest gone, from ${date} to ${date}: due\n`),
  })
  expect(due.out).toContain('The clock of this computer was changed')
  expect((await runRollcall(data, 'retention', '--run')).out).toContain('Nothing is erased.')
})
