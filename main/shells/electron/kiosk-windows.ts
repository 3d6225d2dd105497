import { type BrowserWindow, screen, type WebContents } from 'electron'
import { AppError } from '../../contract/errors.ts'
import { maxFollowedKiosks } from '../../contract/limits.ts'
import type { KioskWindows as Remembered } from './kiosk-memory.ts'
import { channels } from './messages.ts'
import { type Placement, placeKiosk, type Rectangle } from './placement.ts'
import { bringForward, onFullScreenKey, openWindow } from './window.ts'

/** The windows of kiosks, of which those that are locked cannot be left by touch. */
export interface KioskWindows {
  /**
   * Opens a kiosk's window, or brings it to the front.
   * @param before where it stood when Rollcall was closed
   * @throws AppError `too-many-windows`
   */
  show(name: string, before: Placement | null): void
  /** The name of the kiosk whose window this page is in; null in another window. */
  kioskOf(page: WebContents): string | null
  isLocked(page: WebContents): boolean
  /** Lets a locked window be closed and moved; whoever calls has asked whether that may be. */
  unlock(page: WebContents): void
  listBounds(): Rectangle[]
  listLockedBounds(): Rectangle[]
  /** For the next start. */
  describe(): Remembered
  /** Lets locked windows close. */
  prepareToQuit(): void
}

export interface KioskWindowsOptions {
  /** Path of the bundled preload.cjs. */
  readonly preload: string
  /** Bounds of the other windows. */
  readonly others: () => readonly Rectangle[]
  /** A window was opened, closed, locked or unlocked. */
  readonly onChange: () => void
  /** The only kiosk's window is about to close. */
  readonly onLastClose: () => void
  /** A locked window is to be left: asks whether that may be, and unlocks it. */
  readonly onLeave: (page: WebContents) => void
}

interface Kiosk {
  readonly name: string
  readonly window: BrowserWindow
  locked: boolean
}

/** The main window follows a camera, too. */
const maxKiosks = maxFollowedKiosks - 1

export function createKioskWindows({
  preload,
  others,
  onChange,
  onLastClose,
  onLeave,
}: KioskWindowsOptions): KioskWindows {
  /** By name, without regard to case. */
  const kiosks = new Map<string, Kiosk>()
  let quitting = false

  const find = (page: WebContents) => [...kiosks.values()].find(({ window }) => window.webContents === page)

  function show(name: string, before: Placement | null): void {
    const key = name.toLowerCase()
    const open = kiosks.get(key)
    if (open !== undefined) {
      bringForward(open.window)
      return
    }
    if (kiosks.size >= maxKiosks) {
      throw new AppError('too-many-windows', `${maxKiosks} kiosks have windows already. Close one first.`)
    }
    const taken = [...others(), ...listBounds()]
    const displays = screen.getAllDisplays().map(({ bounds }) => bounds)
    const { locked, bounds } = placeKiosk(displays, taken, before)
    const window = openWindow(preload, { ...bounds, kiosk: locked }, { kiosk: name })
    const kiosk: Kiosk = { name, window, locked }
    kiosks.set(key, kiosk)
    onFullScreenKey(window, () => {
      if (kiosk.locked) onLeave(window.webContents)
      else setLocked(kiosk, true)
    })
    // A page that was loaded again does not know it any more.
    window.webContents.on('did-finish-load', () => tell(kiosk))
    // What a window manager's keys undo is done again.
    const lockAgainSoon = () => {
      if (kiosk.locked && !quitting) setImmediate(() => lockAgain(kiosk))
    }
    window.on('leave-full-screen', lockAgainSoon)
    window.on('minimize', lockAgainSoon)
    window.on('close', (event) => {
      if (kiosk.locked && !quitting) event.preventDefault()
      else if (kiosks.size === 1) onLastClose()
    })
    window.once('closed', () => {
      kiosks.delete(key)
      if (!quitting) onChange()
    })
    onChange()
  }

  function lockAgain({ window }: Kiosk): void {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.setKiosk(true)
  }

  function setLocked(kiosk: Kiosk, locked: boolean): void {
    kiosk.locked = locked
    kiosk.window.setKiosk(locked)
    if (!locked) shrink(kiosk.window)
    tell(kiosk)
    onChange()
  }

  function tell({ window, locked }: Kiosk): void {
    window.webContents.send(channels.locked, locked)
  }

  function listBounds(): Rectangle[] {
    return [...kiosks.values()].map(({ window }) => window.getBounds())
  }

  return {
    show,
    kioskOf: (page) => find(page)?.name ?? null,
    isLocked: (page) => find(page)?.locked ?? false,
    unlock(page) {
      const kiosk = find(page)
      if (kiosk?.locked) setLocked(kiosk, false)
    },
    listBounds,
    listLockedBounds: () => [...kiosks.values()].filter(({ locked }) => locked).map(({ window }) => window.getBounds()),
    describe: () =>
      [...kiosks.values()].map(({ name, window, locked }) => ({
        kiosk: name,
        placement: { locked, bounds: window.getBounds() },
      })),
    prepareToQuit() {
      quitting = true
    },
  }
}

/** A window that was opened over a whole display would keep filling it and hide its menu. */
function shrink(window: BrowserWindow): void {
  const { x, y, width, height } = window.getBounds()
  const inner = { x: x + width * 0.1, y: y + height * 0.1, width: width * 0.8, height: height * 0.8 }
  const apply = () => window.setBounds(roundBounds(inner))
  window.once('leave-full-screen', apply)
  apply()
}

function roundBounds({ x, y, width, height }: Rectangle): Rectangle {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}
