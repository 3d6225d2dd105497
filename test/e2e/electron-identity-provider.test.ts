import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../main/app.ts'
import { modelsFolder } from '../helpers/app.ts'
import { client, signInAtProvider, startIdentityProvider } from '../helpers/identity-provider.ts'
import { tester } from '../helpers/tester.ts'
import { callEngine, electron, openScreen, startApp, temporaryData } from './electron-app.ts'

const passphrase = 'copper lantern over seven'

/** Takes down what would be opened in the system's browser. */
const catchBrowser = (application: ElectronApplication) =>
  application.evaluate(({ shell }) => {
    const caught: string[] = []
    Object.assign(globalThis, { opened: caught })
    shell.openExternal = async (address) => void caught.push(address)
  })
const opened = (application: ElectronApplication) =>
  application.evaluate(() => (globalThis as { opened?: string[] }).opened ?? [])

// Set-up provides an Electron for tests; without one, this says that it was skipped.
describe.skipIf(electron === null || process.platform !== 'linux')('a window of the app', () => {
  test('signs in by the system’s browser, which comes back to a port of this machine', async () => {
    const provider = await startIdentityProvider()
    const data = temporaryData()
    const screen = await openScreen()
    onTestFinished(async () => {
      screen.close()
      data.remove()
      await provider.stop()
    })
    const app = await createApp({
      ...{ dataFolder: data.folder, modelsFolder, shell: 'test', caller: tester },
      key: { kind: 'file', path: join(data.folder, 'key') },
    })
    await app.call('accounts.begin', { mode: 'accounts', name: 'Ada', passphrase })
    const [clientId, clientSecret] = [client.id, client.secret]
    await app.call('identityProvider.set', { name: 'Acme', issuer: provider.issuer, clientId, clientSecret })
    await app.call('accounts.create', { name: 'Bo', role: 'hr', identity: { kind: 'subject', subject: 'bo' } })
    await app.close()

    const { application, page } = await startApp(screen, data.folder)
    try {
      await catchBrowser(application)
      await page.evaluate("location.hash = '#/people'")
      await page.getByRole('button', { name: 'Sign in with Acme' }).click()
      await page.getByText('Sign in with your browser').waitFor()
      await expect.poll(() => opened(application)).toHaveLength(1)
      // Nothing but this machine hears of it, and who asks for other pages gets none.
      const [first] = await opened(application)
      const port = new URL(new URL(first!).searchParams.get('redirect_uri')!)
      expect([port.hostname, port.pathname]).toEqual(['127.0.0.1', '/signed-in'])
      for (const stranger of ['/', '/signed-in', '/signed-in?state=guess&code=x']) {
        expect((await fetch(new URL(stranger, port))).status, stranger).toBe(404)
      }
      // Whoever changes their mind waits no longer, and the port is closed.
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect.poll(() => page.getByText('Sign in with your browser').count()).toBe(0)
      await expect
        .poll(() =>
          fetch(port).then(
            () => 'open',
            () => 'closed',
          ),
        )
        .toBe('closed')

      await page.getByRole('button', { name: 'Sign in with Acme' }).click()
      await expect.poll(() => opened(application)).toHaveLength(2)
      const [, second] = await opened(application)
      const back = await fetch(await signInAtProvider(second!, 'bo'), { headers: { 'accept-language': 'de' } })
      expect(back.status).toBe(200)
      expect(await back.text()).toContain('Zurück zu Rollcall')
      await page.getByRole('button', { name: 'Your account: Bo, HR' }).waitFor()
      expect(new URL(page.url()).hash).toBe('#/people')
      expect(await callEngine(page, 'people.list', {})).toMatchObject({ ok: true })
    } finally {
      await application.close()
    }
  }, 120_000)
})
