import { join } from 'node:path'

/** Where downloads are kept between checkouts: the platform's place for caches. */
export function cacheFolder(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Rollcall', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Rollcall')
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'rollcall')
}
