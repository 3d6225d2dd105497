import { BrowserWindow } from 'electron'
import { isOwnPage, pageAddress } from './page.ts'

/** Opens the window on our own page, which it never leaves. */
export async function openWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 360,
    minHeight: 480,
    title: 'Rollcall',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // A kiosk goes on recognising when another window covers it.
      backgroundThrottling: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.on('before-input-event', (_event, input) => {
    if (input.type === 'keyDown' && input.key === 'F11') window.setFullScreen(!window.isFullScreen())
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(pageAddress)
  return window
}
