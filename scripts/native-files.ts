import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { hashFile } from '../main/packs/hash-file.ts'
import { nativePackages } from './build.ts'
import { isKept, type Target } from './native-packages.ts'
import { packageName, packagesNeededBy } from './needed-packages.ts'

const isNative = (name: string) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(name)
const thisMachine: Target = { platform: process.platform, arch: process.arch }

/**
 * Takes down what the native files of this machine are, once they are installed: `npm ci` has just compared the
 * packages with the hashes of the lock file. `doctor` compares them with it from then on.
 * @returns whether it was done now
 */
export async function recordInstalledFiles(root: string): Promise<boolean> {
  const list = join(root, 'node_modules', '.native-files.json')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(list) && JSON.parse(readFileSync(list, 'utf8')).lock === lock) return false
  const folders = [...(await packagesNeededBy(root, nativePackages))]
  const files = await hashesIn(join(root, 'node_modules'), folders)
  await writeFile(list, JSON.stringify({ lock, files }, null, 2))
  return true
}

/** Writes the list of the native files in a folder of packages, as `recordInstalledFiles` does. */
export async function recordPackedFiles(modules: string, list: string): Promise<void> {
  await writeFile(list, JSON.stringify({ files: await hashesIn(modules, [modules]) }, null, 2))
}

/** The hashes of native files for this machine, by their path below `modules`. */
async function hashesIn(modules: string, folders: readonly string[]): Promise<Record<string, string>> {
  const paths = new Set<string>()
  for (const folder of folders) {
    for (const found of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (found.isFile() && isNative(found.name)) paths.add(join(found.parentPath, found.name))
    }
  }
  const files: Record<string, string> = {}
  for (const path of [...paths].sort()) {
    const file = relative(modules, path).split(sep).join('/')
    const name = packageName(path)
      .split('/')
      .slice(0, file.startsWith('@') ? 2 : 1)
      .join('/')
    if (isKept(name, file.slice(name.length + 1), thisMachine)) files[file] = await hashFile(path)
  }
  return files
}
