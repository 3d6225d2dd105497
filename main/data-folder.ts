import { join } from 'node:path'

/** Where the answer comes from; passed in so that every platform can be tested on any. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * The folder of the user's data when none is named: `ROLLCALL_DATA`, or the platform's place for application data
 * (freedesktop.org base directory specification on Linux). The demo has its own, so that it never touches real people.
 */
export function defaultDataFolder({ platform, home, environment }: Surroundings, demo = false): string {
  const named = environment.ROLLCALL_DATA
  if (named) return demo ? `${named}-demo` : named
  const suffix = demo ? '-demo' : ''
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), `Rollcall${suffix}`)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', `Rollcall${suffix}`)
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), `rollcall${suffix}`)
}
