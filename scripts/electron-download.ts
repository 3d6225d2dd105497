import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { trustLikeNpm } from './npm.ts'
import type { Progress } from './progress.ts'

/** Milliseconds in which the server of Electron's binaries must answer. */
const timeoutMs = 4_000

/**
 * Lets the electron package download its binary when its server can be reached.
 * @returns null when the binary is there, else the reason in one line
 */
export async function downloadElectron(root: string, progress: Progress): Promise<string | null> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/'
  try {
    await trustLikeNpm()
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return `${new URL(mirror).host} is out of reach (${cause instanceof Error ? cause.message : String(cause)})`
  }
  progress.say("fetching Electron's binary")
  const child = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: 15 * 60_000,
  })
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', resolve)
  })
  return status === 0 ? null : 'its installer did not succeed; the message stands above'
}
