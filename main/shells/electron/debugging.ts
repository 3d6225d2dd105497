import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

const switches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address']

/**
 * Whether a packed app was started with Chromium's debugger, which would let every program of this machine do what its
 * windows can. A package made for tests says `"debuggable": true` in its package.json.
 */
export function isDebuggedUnasked(): boolean {
  if (!app.isPackaged || !switches.some((name) => app.commandLine.hasSwitch(name))) return false
  const { debuggable } = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as {
    readonly debuggable?: boolean
  }
  return debuggable !== true
}
