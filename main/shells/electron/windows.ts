import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, screen, type WebContents } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { maxFollowedKiosks } from '../../contract/limits.ts'
import type { Logger } from '../../log/logger.ts'
import type { KioskWindows } from './kiosk-memory.ts'
import { readMainPlacement } from './main-memory.ts'
import { type MainPlacement, type Placement, placeKiosk, placeMain, type Rectangle } from './placement.ts'
import { onFullScreenKey, openWindow } from './window.ts'

export interface WindowsOptions {
  /** Path of the bundled preload.cjs. */
  readonly preload: string
  /** File with the kiosks' windows, kept between starts. */
  readonly file: string
  /** File with the main window's place. */
  readonly mainFile: string
  readonly logger: Logger
}

/** The main window, and one for each kiosk beside it. */
export interface Windows {
  /** Opens the main window, or brings it to the front. */
  showMain(): void
  /**
   * Opens a kiosk's window, or brings it to the front.
   * @throws AppError `malformed-request` when it is no kiosk's name, `too-many-windows`
   */
  showKiosk(name: unknown): Promise<void>
  /** Opens the kiosks' windows that were open when Rollcall was last closed. */
  restoreKiosks(): Promise<void>
  /** The name of the kiosk whose window this page is in; null in the main window. */
  kioskOf(page: WebContents): string | null
  /** Remembers the open windows for the next start; windows that close from now on are not forgotten. */
  prepareToQuit(): void
}

/** The main window follows a camera, too. */
const maxKiosks = maxFollowedKiosks - 1

export function createWindows({ preload, file, mainFile, logger }: WindowsOptions): Windows {
  let main: BrowserWindow | null = null
  /** Kiosks by name, without regard to case. */
  const kiosks = new Map<string, { readonly name: string; readonly window: BrowserWindow }>()
  let quitting = false

  function showMain(): void {
    if (main !== null) {
      bringForward(main)
      return
    }
    const displays = screen.getAllDisplays().map(({ bounds }) => bounds)
    const before = placeMain(displays, readMainPlacement(mainFile))
    const window = openWindow(preload, {
      ...before?.bounds,
      ...(before?.look === 'full-screen' && { fullscreen: true }),
    })
    if (before?.look === 'maximised') window.once('show', () => window.maximize())
    onFullScreenKey(window, () => window.setFullScreen(!window.isFullScreen()))
    window.on('close', () => rememberMain(window))
    window.once('closed', () => {
      main = null
    })
    main = window
  }

  function showKiosk(name: string, before: Placement | null): void {
    const key = name.toLowerCase()
    const open = kiosks.get(key)
    if (open !== undefined) {
      bringForward(open.window)
      return
    }
    if (kiosks.size >= maxKiosks) {
      throw new AppError('too-many-windows', `${maxKiosks} kiosks have windows already. Close one first.`)
    }
    const others = [...kiosks.values()].map(({ window }) => window)
    const taken = (main === null ? others : [main, ...others]).map((window) => window.getBounds())
    const displays = screen.getAllDisplays().map(({ bounds }) => bounds)
    const { locked, bounds } = placeKiosk(displays, taken, before)
    const window = openWindow(preload, { ...bounds, kiosk: locked }, { kiosk: name })
    kiosks.set(key, { name, window })
    onFullScreenKey(window, () => {
      if (!window.isKiosk()) return window.setKiosk(true)
      // A window that was opened over a whole display would keep filling it and hide its menu.
      const { x, y, width, height } = window.getBounds()
      const inner = { x: x + width * 0.1, y: y + height * 0.1, width: width * 0.8, height: height * 0.8 }
      const shrink = () => window.setBounds(roundBounds(inner))
      window.once('leave-full-screen', shrink)
      window.setKiosk(false)
      shrink()
    })
    window.on('close', (event) => {
      // A locked window cannot be closed; leaving full screen takes a keyboard.
      if (window.isKiosk() && !quitting) event.preventDefault()
      // The last window ends the app and is opened again at the next start.
      else if (kiosks.size === 1 && main === null) prepareToQuit()
    })
    window.once('closed', () => {
      kiosks.delete(key)
      if (!quitting) remember()
    })
    remember()
  }

  function rememberMain(window: BrowserWindow): void {
    const look = window.isFullScreen() ? 'full-screen' : window.isMaximized() ? 'maximised' : 'window'
    writePlacement(mainFile, { bounds: window.getNormalBounds(), look } satisfies MainPlacement)
  }

  function remember(): void {
    const open: KioskWindows = [...kiosks.values()].map(({ name, window }) => ({
      kiosk: name,
      placement: { locked: window.isKiosk(), bounds: window.getBounds() },
    }))
    writePlacement(file, open)
  }

  function writePlacement(to: string, what: KioskWindows | MainPlacement): void {
    try {
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
      writeFileSync(to, JSON.stringify(what), { mode: 0o600 })
    } catch (error) {
      logger.warn('task-failed', { task: 'window-placement', error })
      console.error(`Windows will not come back where they were: ${to} cannot be written (${error}).`)
    }
  }

  function prepareToQuit(): void {
    if (!quitting && (kiosks.size > 0 || existsSync(file))) remember()
    quitting = true
  }

  return {
    showMain,
    async showKiosk(name) {
      // Loaded only when needed, so that it does not delay the first window.
      const { parseKioskName } = await import('./kiosk-memory.ts')
      showKiosk(parseKioskName(name), null)
    },
    async restoreKiosks() {
      if (!existsSync(file)) return
      const { readKioskWindows } = await import('./kiosk-memory.ts')
      for (const { kiosk, placement } of readKioskWindows(file).slice(0, maxKiosks)) showKiosk(kiosk, placement)
    },
    kioskOf: (page) => [...kiosks.values()].find(({ window }) => window.webContents === page)?.name ?? null,
    prepareToQuit,
  }
}

function roundBounds({ x, y, width, height }: Rectangle): Rectangle {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}
