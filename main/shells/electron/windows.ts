import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, screen, type WebContents } from 'electron'
import type { Logger } from '../../log/logger.ts'
import type { KioskWindows as Remembered } from './kiosk-memory.ts'
import { createKioskWindows, type KioskWindows } from './kiosk-windows.ts'
import { readMainPlacement } from './main-memory.ts'
import { isShown, type MainPlacement, placeMain } from './placement.ts'
import { bringForward, onFullScreenKey, openWindow } from './window.ts'

export interface WindowsOptions {
  /** Path of the bundled preload.cjs. */
  readonly preload: string
  /** File with the kiosks' windows, kept between starts. */
  readonly file: string
  /** File with the main window's place. */
  readonly mainFile: string
  readonly logger: Logger
  /** A locked kiosk is to be left: asks whether that may be, and calls `unlockKiosk`. */
  readonly onLeave: (page: WebContents) => void
}

/** The main window, and one for each kiosk beside it. */
export interface Windows {
  /** Opens the main window, or brings it to the front, unless locked kiosks fill all displays. */
  showMain(): void
  /**
   * Opens a kiosk's window, or brings it to the front.
   * @throws AppError `malformed-request` when it is no kiosk's name, `too-many-windows`
   */
  showKiosk(name: unknown): Promise<void>
  /** Opens what was open when Rollcall was last closed, the locked kiosks before everything else. */
  restore(): Promise<void>
  /** The name of the kiosk whose window this page is in; null in the main window. */
  kioskOf(page: WebContents): string | null
  isLocked(page: WebContents): boolean
  /** Frees a kiosk's window, and shows the main window beside it where there was none. */
  unlockKiosk(page: WebContents): void
  /** Remembers the open windows for the next start; windows that close from now on are not forgotten. */
  prepareToQuit(): void
}

export function createWindows({ preload, file, mainFile, logger, onLeave }: WindowsOptions): Windows {
  let main: BrowserWindow | null = null
  let quitting = false
  const kiosks: KioskWindows = createKioskWindows({
    preload,
    others: () => (main === null ? [] : [main.getBounds()]),
    onChange: remember,
    // The last window ends the app and is opened again at the next start.
    onLastClose: () => {
      if (main === null) prepareToQuit()
    },
    onLeave,
  })
  const listDisplays = () => screen.getAllDisplays().map(({ bounds }) => bounds)

  function showMain(): void {
    if (main !== null) {
      bringForward(main)
      return
    }
    const locked = kiosks.listLockedBounds()
    const free = listDisplays().filter((display) => !locked.some((window) => isShown(display, window)))
    if (free.length === 0) return
    const before = placeMain(free, readMainPlacement(mainFile))
    const bounds = before?.bounds ?? (locked.length === 0 ? {} : { x: free[0]!.x, y: free[0]!.y })
    const window = openWindow(preload, { ...bounds, ...(before?.look === 'full-screen' && { fullscreen: true }) })
    if (before?.look === 'maximised') window.once('show', () => window.maximize())
    onFullScreenKey(window, () => window.setFullScreen(!window.isFullScreen()))
    window.on('close', () => rememberMain(window))
    window.once('closed', () => {
      main = null
    })
    main = window
  }

  function rememberMain(window: BrowserWindow): void {
    const look = window.isFullScreen() ? 'full-screen' : window.isMaximized() ? 'maximised' : 'window'
    writePlacement(mainFile, { bounds: window.getNormalBounds(), look } satisfies MainPlacement)
  }

  function remember(): void {
    if (!quitting) writePlacement(file, kiosks.describe())
  }

  function writePlacement(to: string, what: Remembered | MainPlacement): void {
    try {
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
      writeFileSync(to, JSON.stringify(what), { mode: 0o600 })
    } catch (error) {
      logger.warn('task-failed', { task: 'window-placement', error })
      console.error(`Windows will not come back where they were: ${to} cannot be written (${error}).`)
    }
  }

  function prepareToQuit(): void {
    if (!quitting && (kiosks.describe().length > 0 || existsSync(file))) remember()
    quitting = true
    kiosks.prepareToQuit()
  }

  return {
    showMain,
    async showKiosk(name) {
      // Loaded only when needed, so that it does not delay the first window.
      const { parseKioskName } = await import('./kiosk-memory.ts')
      kiosks.show(parseKioskName(name), null)
    },
    async restore() {
      const remembered = existsSync(file) ? (await import('./kiosk-memory.ts')).readKioskWindows(file) : []
      const [locked, others] = [true, false].map((each) => remembered.filter((one) => one.placement.locked === each))
      for (const { kiosk, placement } of locked!) kiosks.show(kiosk, placement)
      showMain()
      for (const { kiosk, placement } of others!) kiosks.show(kiosk, placement)
    },
    kioskOf: kiosks.kioskOf,
    isLocked: kiosks.isLocked,
    unlockKiosk(page) {
      kiosks.unlock(page)
      if (main === null) showMain()
    },
    prepareToQuit,
  }
}
