import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** Needed to install or compile native packages, not to run them. */
const onlyToInstall = new Set(['adm-zip', 'global-agent', 'node-addon-api'])

/** The folders of the packages and of all they need. Optional packages that are not installed are left out. */
export async function packagesNeededBy(root: string, names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  const visit = async (name: string, from: string, optional: boolean): Promise<void> => {
    const folder = locate(root, name, from)
    if (folder === null) {
      if (optional) return
      throw new Error(`The package ${name}, which ${relative(root, from)} needs, is not installed. Run npm ci.`)
    }
    if (found.has(folder)) return
    found.add(folder)
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'optionalDependencies', Record<string, string> | undefined>
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (!onlyToInstall.has(needed)) await visit(needed, folder, needed in optionalDependencies)
    }
  }
  for (const name of names) await visit(name, root, false)
  return found
}

/** Looks where Node does: in the node_modules of the folder and of those around it, up to the root. */
function locate(root: string, name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (folder === root) return null
  }
}

/** Such as `@img/colour`, from a package's folder. */
export function packageName(folder: string): string {
  return folder
    .slice(folder.lastIndexOf(`node_modules${sep}`) + 'node_modules/'.length)
    .split(sep)
    .join('/')
}
