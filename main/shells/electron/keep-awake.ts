import { powerSaveBlocker, type WebContents } from 'electron'

/** Windows whose pages show a kiosk and keep the display on. */
const awake = new Set<WebContents>()
const known = new WeakSet<WebContents>()
let blocker: number | null = null

/** Notes whether a window keeps the display on, until its page is left or closed. */
export function keepAwake(contents: WebContents, wanted: boolean): void {
  if (!wanted) {
    forget(contents)
    return
  }
  awake.add(contents)
  if (!known.has(contents)) {
    known.add(contents)
    contents.on('destroyed', () => forget(contents))
    // Another address of the same page is no other page: its kiosk is still shown, and asks nothing anew.
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) forget(contents)
    })
  }
  blocker ??= powerSaveBlocker.start('prevent-display-sleep')
}

function forget(contents: WebContents): void {
  awake.delete(contents)
  if (awake.size > 0 || blocker === null) return
  powerSaveBlocker.stop(blocker)
  blocker = null
}
