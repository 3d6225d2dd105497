import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hashFile } from '../packs/hash-file.ts'

/** Where the libraries of native packages are, and the list of what they were when they were installed or packed. */
export interface NativeFiles {
  /** A `node_modules` folder. */
  readonly modules: string
  readonly list: string
}

/** Hashes (SHA-256, in hex) by path below the folder; scripts/native-files.ts writes it. */
export const NativeFileList = z.object({ files: z.record(z.string(), z.string()) })

/** A native file that is not what it was. */
export interface WrongFile {
  readonly file: string
  readonly problem: 'missing' | 'changed'
}

/**
 * Compares native files with the list of them.
 * @returns null when there is no list
 * @throws when the list is damaged
 */
export async function checkNativeFiles({
  modules,
  list,
}: NativeFiles): Promise<{ files: number; wrong: WrongFile[] } | null> {
  const text = await readFile(list, 'utf8').catch(() => null)
  if (text === null) return null
  const listed = Object.entries(NativeFileList.parse(JSON.parse(text)).files)
  const wrong: WrongFile[] = []
  for (const [file, hash] of listed) {
    const found = await hashFile(join(modules, file)).catch(() => null)
    if (found !== hash) wrong.push({ file, problem: found === null ? 'missing' : 'changed' })
  }
  return { files: listed.length - wrong.length, wrong }
}
