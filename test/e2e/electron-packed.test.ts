import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { chromium } from 'playwright'
import { expect, test } from 'vitest'
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

  const data = temporaryData()
  const screen = await openScreen()
  const app = spawn(join(packed, 'rollcall'), [...asRoot, `--data=${data.folder}`, '--remote-debugging-port=0'], {
    env: { ...process.env, DISPLAY: screen.display },
  })
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
    // Right after packing, the disk may still be busy with it.
    const browser = await chromium.connectOverCDP(address, { timeout: 90_000 })
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    await page.locator('#root > *').first().waitFor()
    expect(await callEngine(page, 'system.doctor', {})).toMatchObject({ ok: true, value: { ok: true } })
    await browser.close()
  } finally {
    app.kill()
    await ended
    screen.close()
    data.remove()
  }
})
