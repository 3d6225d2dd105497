import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What shows the window. */
export type Runtime =
  | {
      readonly kind: 'electron'
      readonly version: string
      readonly executable: string
      /** `development` is the old line from an npm tarball: never one to ship. */
      readonly channel: 'current' | 'development'
    }
  | { readonly kind: 'browser'; readonly reason: string }

export const developmentElectronVersion = '33.2.1'
/** Counts up with what scripts/electron-from-npm.ts makes of it, so that an older make is replaced. */
export const developmentElectronMake = `${developmentElectronVersion}-2`
export const developmentElectronFolder = join('.cache', 'electron-33')

/** Electron as it lies on the disk: its current line before the one for development; null when there is none. */
export function findElectron(root: string): Extract<Runtime, { kind: 'electron' }> | null {
  const packageFolder = join(root, 'node_modules', 'electron')
  const pathFile = join(packageFolder, 'path.txt')
  if (existsSync(pathFile)) {
    const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'))
    const version = join(packageFolder, 'dist', 'version')
    if (existsSync(executable) && existsSync(version)) {
      return { kind: 'electron', version: readFileSync(version, 'utf8').trim(), executable, channel: 'current' }
    }
  }
  const folder = join(root, developmentElectronFolder)
  const make = join(folder, 'version')
  if (existsSync(make) && readFileSync(make, 'utf8') === developmentElectronMake) {
    const executable = join(folder, 'electron')
    return { kind: 'electron', version: developmentElectronVersion, executable, channel: 'development' }
  }
  return null
}

/** Whether the window can be Electron's here; if not, the reason in one line. */
export function chooseRuntime(root: string, environment: Readonly<Record<string, string | undefined>>): Runtime {
  const electron = findElectron(root)
  if (electron === null) {
    return {
      kind: 'browser',
      reason: "Electron's binary is not here (npm run electron:from-npm fetches one through npm)",
    }
  }
  if (process.platform !== 'linux') return electron
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return { kind: 'browser', reason: 'there is no display' }
  const missing = missingLibraries(electron.executable)
  return missing.length === 0
    ? electron
    : { kind: 'browser', reason: `Electron needs system libraries that are missing (${missing.join(', ')})` }
}

function missingLibraries(executable: string): string[] {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', cwd: dirname(executable) })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name!)
}
