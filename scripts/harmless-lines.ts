import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

const harmless: readonly RegExp[] = [
  // Chromium at every start on a machine without a message bus (D-Bus), as in a container or a bare X session: it wants
  // to hear of the desktop's theme, network and power there, and goes on without.
  /^\[\d+:\d+\/[\d.]+:ERROR:(dbus\/)?bus\.cc[(:]\d+\)?\] Failed to connect to the bus: /,
]

/** Whether this is one of the lines that Electron's parts print where nothing is wrong. */
export function isHarmless(line: string): boolean {
  return harmless.some((pattern) => pattern.test(line))
}

/** Passes lines on, but for the harmless ones and the empty line before one. */
export function passOn(from: Readable, to: Writable): void {
  let emptyLine = ''
  createInterface(from).on('line', (line) => {
    if (line === '') {
      emptyLine = '\n'
      return
    }
    if (!isHarmless(line)) to.write(`${emptyLine}${line}\n`)
    emptyLine = ''
  })
}
