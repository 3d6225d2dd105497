import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which files of a folder hold a text. */
export function findText(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(text)))
}
