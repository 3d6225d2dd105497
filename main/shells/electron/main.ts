import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, session, type WebContents } from 'electron'
import { AppError, errorBody, errorFrom } from '../../contract/errors.ts'
import { defaultDataFolder } from '../../data-folder.ts'
import type { Reply } from '../../dispatch.ts'
import { openLogger } from '../../log/logger.ts'
import { machineUser } from '../../machine.ts'
import { isDebuggedUnasked } from './debugging.ts'
import { keepAwake } from './keep-awake.ts'
import { keyChainPlace, keySource, sealSecret } from './key.ts'
import { installMenu } from './menu.ts'
import { channels } from './messages.ts'
import { keepChromiumOffline, switchSpellCheckerOff } from './offline.ts'
import { isOwnFrame, registerPageScheme, servePage } from './page.ts'
import { savePdf } from './pdf.ts'
import { allowCameraOnly } from './permissions.ts'
import { type Supervisor, superviseEngine } from './supervisor.ts'
import { createWindows } from './windows.ts'

/** Electron's main process: windows and permissions, and nothing else. The core runs in engine.ts. */
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
  // Chromium's switches are among ours.
  strict: false,
})
const demo = values.demo === true
const dataFolder =
  typeof values.data === 'string'
    ? resolve(values.data)
    : defaultDataFolder({ platform: process.platform, home: homedir(), environment: process.env }, demo)
const modelsFolder = app.isPackaged ? join(process.resourcesPath, 'models') : join(app.getAppPath(), 'models')
const bundle = import.meta.dirname
const modules = join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'node_modules')
/** A packed app has it in its archive. */
const list = app.isPackaged ? join(bundle, 'native-files.json') : join(modules, '.native-files.json')
/** Removed from the environment, so that child processes do not inherit it. */
const passphrase = process.env.ROLLCALL_PASSPHRASE
delete process.env.ROLLCALL_PASSPHRASE

/** Device files of graphics cards: the kernel's drivers, NVIDIA's, and WSL's. */
const graphicsDevices = ['/dev/dri', '/dev/nvidia0', '/dev/dxg']

/** Chromium's files are kept with the data, so that "already running" means: on the same data. */
app.setPath('userData', join(dataFolder, 'window'))
registerPageScheme()
keepChromiumOffline()
// Without a graphics card Chromium draws on one made of software, which takes longer to start than drawing without.
if (process.platform === 'linux' && !graphicsDevices.some(existsSync)) app.disableHardwareAcceleration()

const logger = openLogger({ dataFolder, process: 'window' })
// Electron shows the error; this only logs it.
process.on('uncaughtExceptionMonitor', (error) => logger.error('uncaught', { error }))

const windows = createWindows({
  preload: join(bundle, 'preload.cjs'),
  file: join(dataFolder, 'window', 'kiosks.json'),
  mainFile: join(dataFolder, 'window', 'main.json'),
  logger,
  // Why it cannot be left is said by the page, which is asked for a secret then.
  onLeave: (page) => void leaveKiosk(page, {}).catch(() => undefined),
})
let supervisor: Supervisor | null = null

if (isDebuggedUnasked()) {
  console.error('Rollcall does not open itself to a debugger. Start it without --remote-debugging-….')
  app.exit(1)
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => windows.showMain())
  app.on('render-process-gone', (_event, _page, { reason, exitCode }) => {
    if (reason !== 'clean-exit') logger.error('window-crashed', { end: reason, status: exitCode })
  })
  app.on('before-quit', () => windows.prepareToQuit())
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', stopEngine)
  app.whenReady().then(start)
} else {
  console.error('Rollcall is already open on this data folder; its window comes to the front.')
  app.exit(0)
}

async function start(): Promise<void> {
  try {
    keySource(dataFolder, passphrase)
  } catch (error) {
    logger.error('open-failed', { error })
    dialog.showErrorBox('Rollcall cannot open its data', errorBody(error).message)
    return app.exit(1)
  }
  installMenu()
  switchSpellCheckerOff(session.defaultSession)
  allowCameraOnly(session.defaultSession)
  servePage(join(bundle, '..', 'renderer'), demo ? join(modelsFolder, 'samples') : null)
  const engine = superviseEngine({
    file: join(bundle, 'engine.js'),
    start: () => ({
      ...{
        dataFolder,
        modelsFolder,
        nativeFiles: { modules, list },
        demo,
        shell: 'electron',
        keyChainPlace: keyChainPlace(),
      },
      key: keySource(dataFolder, passphrase),
      caller: { actor: machineUser(), via: 'window', role: 'owner' },
    }),
    sealSecret,
    logger,
  })
  supervisor = engine
  ipcMain.on(channels.connect, ({ sender, senderFrame }) => {
    if (isOwnFrame(senderFrame)) engine.connect(sender, windows.kioskOf(sender))
  })
  ipcMain.on(channels.keepAwake, ({ sender, senderFrame }, wanted: unknown) => {
    if (isOwnFrame(senderFrame)) keepAwake(sender, wanted === true)
  })
  answer(channels.openKiosk, (name) => windows.showKiosk(name))
  answer(channels.savePdf, (fileName, window) => savePdf(window, join(dataFolder, 'exports'), fileName))
  ipcMain.on(channels.askLocked, ({ sender, senderFrame }) => {
    if (isOwnFrame(senderFrame)) sender.send(channels.locked, windows.isLocked(sender))
  })
  answer(channels.leave, (secret, window) => leaveKiosk(window.webContents, secret))
  // Opened now, so that the page is drawn while the engine starts.
  await windows.restore()
}

/**
 * Unlocks a kiosk's window when the engine says that it may be left; else its page asks for what it takes.
 * @returns what the engine says
 * @throws AppError when it cannot say
 */
async function leaveKiosk(page: WebContents, secret: unknown): Promise<unknown> {
  const reply = await supervisor?.askToLeave(secret)
  if (page.isDestroyed()) return null
  const kind = reply?.ok === true ? (reply.value as { readonly kind: string }).kind : null
  if (kind === 'allowed') windows.unlockKiosk(page)
  else page.send(channels.leaving)
  if (reply === undefined || !reply.ok) throw errorFrom(reply?.error ?? errorBody(new Error('The engine is gone.')))
  return reply.value
}

/** Answers a message of our own pages and refuses all others. */
function answer(channel: string, work: (input: unknown, window: BrowserWindow) => Promise<unknown>): void {
  ipcMain.handle(channel, async ({ sender, senderFrame }: IpcMainInvokeEvent, input: unknown): Promise<Reply> => {
    try {
      const window = BrowserWindow.fromWebContents(sender)
      if (window === null || !isOwnFrame(senderFrame))
        throw new AppError('forbidden', 'Only our own page may ask this.')
      return { ok: true, value: await work(input, window) }
    } catch (error) {
      if (errorBody(error).code === 'internal') logger.error('request-failed', { error })
      return { ok: false, error: errorBody(error) }
    }
  })
}

function stopEngine(event: Electron.Event): void {
  if (supervisor === null) return
  event.preventDefault()
  const { stop } = supervisor
  supervisor = null
  void stop().then(() => app.quit())
}
