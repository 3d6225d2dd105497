import { app, BrowserWindow, type BrowserWindowConstructorOptions, shell } from 'electron'
import { isOwnPage, pageAddress } from './page.ts'

/**
 * Milliseconds before a page that crashed or did not load is reloaded, so that one that always fails does not keep the
 * machine busy.
 */
const reloadPauseMs = 1_000
/** The description of the local API, the one address that may be opened in the user's browser. */
const interfaceDocument = /^http:\/\/127\.0\.0\.1:\d{1,5}\/v1\/openapi\.json$/
/** Chromium's code for a load that was replaced by another one. */
const aborted = -3

/**
 * Opens a window with our own page, and keeps it there.
 * @param query of the page's address, for example the kiosk it is for
 */
export function openWindow(
  preload: string,
  options: BrowserWindowConstructorOptions,
  query: Readonly<Record<string, string>> = {},
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 360,
    minHeight: 480,
    title: 'Rollcall',
    show: false,
    autoHideMenuBar: true,
    ...options,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // A kiosk goes on recognising when another window covers it.
      backgroundThrottling: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    if (interfaceDocument.test(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  const loadAgain = () => {
    setTimeout(() => {
      if (!window.isDestroyed()) webContents.reload()
    }, reloadPauseMs)
  }
  webContents.on('render-process-gone', loadAgain)
  webContents.on('did-fail-load', (_event, code, _words, _address, isMainFrame) => {
    if (isMainFrame && code !== aborted) loadAgain()
  })
  window.once('ready-to-show', () => window.show())
  const address = new URL(pageAddress)
  address.search = new URLSearchParams(query).toString()
  if ('kiosk' in query) address.hash = '/kiosk'
  // A page that does not load is loaded again.
  window.loadURL(address.href).catch(() => undefined)
  return window
}

/** Calls `press` when F11 is pressed in the window. */
export function onFullScreenKey({ webContents }: BrowserWindow, press: () => void): void {
  webContents.on('before-input-event', (event, input) => {
    if (input.key !== 'F11') return
    event.preventDefault()
    if (input.type === 'keyDown' && !input.isAutoRepeat) press()
  })
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}
