import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.webmanifest': 'application/manifest+json',
}

export interface StaticFile {
  readonly bytes: Buffer
  readonly type: string
}

/**
 * Reads a file of the folder by the path of a URL (still percent-encoded, starting with a slash). Null when there is
 * no such file, when its kind is not one that the pages use, or when the path or a link leads out of the folder.
 */
export async function readStatic(folder: string, pathname: string): Promise<StaticFile | null> {
  const type = types[extname(pathname)]
  if (type === undefined) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, decodeURIComponent(pathname)))
    return file.startsWith(root + sep) ? { bytes: await readFile(file), type } : null
  } catch {
    return null
  }
}
