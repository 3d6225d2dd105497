import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, screen } from 'electron'
import { AppError } from '../../contract/errors.ts'
import type { KioskWindows } from './kiosk-memory.ts'
import { type Placement, placeKiosk, type Rectangle } from './placement.ts'
import { onFullScreenKey, openWindow } from './window.ts'

export interface WindowsOptions {
  /** Path of the bundled preload.cjs. */
  readonly preload: string
  /** Remembers the kiosks' windows between starts. */
  readonly file: string
  readonly log: (message: string) => void
}

/** The main window, and one for each kiosk beside it. */
export interface Windows {
  /** Opens the main window, or brings it to the front. */
  showMain(): void
  /**
   * Opens a kiosk's window, or brings it to the front.
   * @throws AppError `invalid-input` when it is no kiosk's name, or when there are too many windows
   */
  showKiosk(name: unknown): Promise<void>
  /** Opens the kiosks' windows that were open when Rollcall was last closed. */
  restoreKiosks(): Promise<void>
  /** From now on windows close for good, and those that are open are the ones to come back. */
  prepareToQuit(): void
}

/** With the main window as many as the engine follows (mostScenes in main/vision/pipeline.ts). */
const mostKiosks = 15

export function createWindows({ preload, file, log }: WindowsOptions): Windows {
  let main: BrowserWindow | null = null
  /** By name, without regard to case. */
  const kiosks = new Map<string, { readonly name: string; readonly window: BrowserWindow }>()
  let quitting = false

  function showMain(): void {
    if (main !== null) {
      bringForward(main)
      return
    }
    const window = openWindow(preload, {})
    onFullScreenKey(window, () => window.setFullScreen(!window.isFullScreen()))
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
    if (kiosks.size >= mostKiosks) {
      throw new AppError('invalid-input', `${mostKiosks} kiosks have windows already. Close one first.`)
    }
    const others = [...kiosks.values()].map(({ window }) => window)
    const taken = (main === null ? others : [main, ...others]).map((window) => window.getBounds())
    const displays = screen.getAllDisplays().map(({ bounds }) => bounds)
    const { locked, bounds } = placeKiosk(displays, taken, before)
    const window = openWindow(preload, { ...bounds, kiosk: locked }, { kiosk: name })
    kiosks.set(key, { name, window })
    onFullScreenKey(window, () => {
      if (!window.isKiosk()) return window.setKiosk(true)
      // Opened over a whole display it would go on filling it, and hide its menu.
      const { x, y, width, height } = window.getBounds()
      const inner = { x: x + width * 0.1, y: y + height * 0.1, width: width * 0.8, height: height * 0.8 }
      const shrink = () => window.setBounds(roundedBounds(inner))
      window.once('leave-full-screen', shrink)
      window.setKiosk(false)
      shrink()
    })
    window.on('close', (event) => {
      // Closing is for who has left the full screen, and that takes a keyboard.
      if (window.isKiosk() && !quitting) event.preventDefault()
      // The last window ends the app, and comes back with it.
      else if (kiosks.size === 1 && main === null) prepareToQuit()
    })
    window.once('closed', () => {
      kiosks.delete(key)
      if (!quitting) remember()
    })
    remember()
  }

  function remember(): void {
    const open: KioskWindows = [...kiosks.values()].map(({ name, window }) => ({
      kiosk: name,
      placement: { locked: window.isKiosk(), bounds: window.getBounds() },
    }))
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, JSON.stringify(open), { mode: 0o600 })
    } catch (error) {
      log(`The kiosks' windows will not come back by themselves: ${file} cannot be written (${error}).`)
    }
  }

  function prepareToQuit(): void {
    if (!quitting && (kiosks.size > 0 || existsSync(file))) remember()
    quitting = true
  }

  return {
    showMain,
    async showKiosk(name) {
      // What checks is loaded when there is something to check, and not before the first window.
      const { parseKioskName } = await import('./kiosk-memory.ts')
      showKiosk(parseKioskName(name), null)
    },
    async restoreKiosks() {
      if (!existsSync(file)) return
      const { readKioskWindows } = await import('./kiosk-memory.ts')
      for (const { kiosk, placement } of readKioskWindows(file).slice(0, mostKiosks)) showKiosk(kiosk, placement)
    },
    prepareToQuit,
  }
}

function roundedBounds({ x, y, width, height }: Rectangle): Rectangle {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}
