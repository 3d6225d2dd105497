import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPackage, extractAll, listPackage } from '@electron/asar'
import { chromium } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { ada, jpeg } from '../helpers/pictures.ts'
import { asRoot, callEngine, electron, openScreen, root, temporaryData } from './electron-app.ts'

const packed = join(root, 'out', 'linux-unpacked')
const resources = join(packed, 'resources')

// The packed app of other platforms has other names; their installers are tried by hand.
test.skipIf(electron === null || process.platform !== 'linux')('npm run dist leaves an app that starts', async () => {
  execFileSync(process.execPath, ['scripts/dist.ts'], { cwd: root, stdio: 'pipe' })

  const archived = listPackage(join(resources, 'app.asar'), { isPack: false })
  expect(archived).toContain('/dist/electron/engine.js')
  expect(archived.filter((path) => path.endsWith('.node') || path.includes('node_modules'))).toEqual([])
  expect(readdirSync(join(resources, 'node_modules/onnxruntime-node/bin/napi-v6'))).toEqual(['linux'])
  expect(readdirSync(join(resources, 'node_modules/onnxruntime-node/bin/napi-v6/linux'))).toEqual([process.arch])
  expect(existsSync(join(resources, 'models/faceplugin/fr_detect.onnx'))).toBe(true)

  expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
  expect(readdirSync(join(resources, 'node_modules/@img'))).toEqual(['sharp-wasm32'])

  const data = temporaryData()
  const screen = await openScreen()
  const words = [...asRoot, `--data=${data.folder}`, '--remote-debugging-port=0']
  const env = { ...process.env, DISPLAY: screen.display }
  const refused = spawnSync(join(packed, 'rollcall'), words, { env, encoding: 'utf8', timeout: 60_000 })
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('does not open itself to a debugger') })
  expect(readdirSync(data.folder)).not.toContain('rollcall.db')

  const app = spawn(join(await debuggableCopy(), 'rollcall'), words, { env })
  const ended = new Promise((resolve) => app.once('exit', resolve))
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      app.stderr.on('data', (text: Buffer) => {
        said += text
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      app.once('exit', (code) => reject(new Error(`the packed app ended (${code}): ${said}`)))
    })
    const browser = await connectToWindow(address)
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    await page.locator('#root > *').first().waitFor()
    const account = { mode: 'accounts', name: 'Ada', passphrase: 'copper lantern over seven' }
    expect(await callEngine(page, 'accounts.begin', account)).toMatchObject({ ok: true })
    expect(await callEngine(page, 'system.doctor', {})).toMatchObject({ ok: true, value: { ok: true } })
    const base64 = Buffer.from(await jpeg(ada)).toString('base64')
    await page.evaluate(`globalThis.photo = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0)), null`)
    const found = await page.evaluate("rollcall.call('search.photo', { photo })")
    expect(found).toMatchObject({ ok: true, value: { faces: [{ decision: { kind: 'unknown' } }] } })
    await browser.close()
  } finally {
    app.kill()
    await ended
    screen.close()
    data.remove()
  }
})

/** The packed app, but for one word in its package.json that lets this test look into it. */
async function debuggableCopy(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-packed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const copy = join(folder, 'app')
  cpSync(packed, copy, { recursive: true })
  const archive = join(copy, 'resources', 'app.asar')
  const contents = join(folder, 'contents')
  extractAll(archive, contents)
  const description = join(contents, 'package.json')
  writeFileSync(description, JSON.stringify({ ...JSON.parse(readFileSync(description, 'utf8')), debuggable: true }))
  await createPackage(contents, archive)
  return copy
}

/**
 * Attaches once the window is there: a connection made while it is being opened may wait for it for ever, and is then
 * made anew.
 */
async function connectToWindow(address: string) {
  const list = `http://${new URL(address).host}/json/list`
  await expect
    .poll(async () => JSON.stringify(await (await fetch(list)).json()), { timeout: 60_000, interval: 200 })
    .toContain('"type":"page"')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 15_000 })
    } catch (error) {
      if (attempt === 4) throw error
    }
  }
}
