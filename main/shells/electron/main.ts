import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, type BrowserWindow, dialog, ipcMain, Menu, session } from 'electron'
import type { KeySource } from '../../app.ts'
import { errorBody } from '../../contract/errors.ts'
import { defaultDataFolder } from '../../data-folder.ts'
import { keySource } from './key.ts'
import { channels } from './messages.ts'
import { isOwnPage, registerPageScheme, servePage } from './page.ts'
import { allowCameraOnly } from './permissions.ts'
import { type Supervisor, superviseEngine } from './supervisor.ts'
import { openWindow } from './window.ts'

/** Electron's main process: windows and permissions, and nothing else. The core runs in engine.ts. */
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
  // Chromium's switches stand among ours.
  strict: false,
})
const demo = values.demo === true
const dataFolder =
  typeof values.data === 'string'
    ? resolve(values.data)
    : defaultDataFolder({ platform: process.platform, home: homedir(), environment: process.env }, demo)
const modelsFolder = app.isPackaged ? join(process.resourcesPath, 'models') : join(app.getAppPath(), 'models')
const bundle = import.meta.dirname

/** Chromium's own files lie with the data, so that "already running" means: on the same data. */
app.setPath('userData', join(dataFolder, 'window'))
registerPageScheme()

let window: BrowserWindow | null = null
let supervisor: Supervisor | null = null

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', stopEngine)
  app.whenReady().then(start)
} else {
  console.error('Rollcall is already open on this data folder; its window comes to the front.')
  app.exit(0)
}

async function start(): Promise<void> {
  let key: KeySource
  try {
    key = keySource(dataFolder, process.env.ROLLCALL_PASSPHRASE)
  } catch (error) {
    dialog.showErrorBox('Rollcall cannot open its data', errorBody(error).message)
    return app.exit(1)
  }
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  allowCameraOnly(session.defaultSession)
  servePage(join(bundle, '..', 'renderer'), demo ? join(modelsFolder, 'samples') : null)
  const engine = superviseEngine({
    file: join(bundle, 'engine.js'),
    start: { dataFolder, modelsFolder, key, shell: 'electron', actor: userInfo().username, demo },
    log: console.error,
  })
  supervisor = engine
  ipcMain.on(channels.connect, ({ senderFrame }) => {
    // https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
    if (senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)) engine.connect(senderFrame)
  })
  window = await openWindow(join(bundle, 'preload.cjs'))
  window.on('closed', () => {
    window = null
  })
}

function stopEngine(event: Electron.Event): void {
  if (supervisor === null) return
  event.preventDefault()
  const { stop } = supervisor
  supervisor = null
  void stop().then(() => app.quit())
}
