import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

const harmless: readonly RegExp[] = [
  // Chromium at every start on a machine without a message bus (D-Bus), as in a container or a bare X session: it wants to
  // hear of the desktop's theme, network and power there, and goes on without.
  /^\[\d+:\d+\/[\d.]+:ERROR:(dbus\/)?bus\.cc[(:]\d+\)?\] Failed to connect to the bus: /,
  // The engine at every photo: sharp and the window's toolkit each bring a GLib, and some calls of the one reach the other.
  // What is decoded is right all the same: the end-to-end tests recognise people by it.
  /^\(process:\d+\): GLib-GObject-CRITICAL \*\*: [\d:.]+: g_object_(un)?ref: assertion 'G_IS_OBJECT \(object\)' failed$/,
  // Electron's Node at sharp's own modules, in the older line that development falls back to; and sharp, of the above.
  /^\(node:\d+\) ExperimentalWarning: Importing JSON modules is an experimental feature and might change at any time$/,
  /^\(node:\d+\) \[SharpElectronLinux\] Warning: Binaries provided by Electron for use on Linux may be incompatible with sharp /,
  /^\(Use `\S+ --trace-warnings \.\.\.` to show where the warning was created\)$/,
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
