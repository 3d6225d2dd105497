import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** The machine that a package is for. */
export interface Target {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/** What of a native package runs; everything else in it is for building it or for other machines. */
const kept: Readonly<Record<string, (target: Target) => readonly string[]>> = {
  'onnxruntime-node': ({ platform, arch }) => ['dist', `bin/napi-v6/${platform}/${arch}`],
  'hnswlib-node': () => ['lib', 'build/Release/addon.node'],
  // LGPL: it stays a file of its own, which can be exchanged.
  'libheif-js': () => ['LICENSE', 'libheif-wasm/libheif-bundle.mjs'],
  'better-sqlite3': ({ platform, arch }) => ['lib', `prebuilds/${platform}-${arch}.node`],
}
/** Needed to install or compile the packages above, not to run them. */
const onlyToInstall = new Set(['adm-zip', 'global-agent', 'node-addon-api'])

/**
 * Copies native packages, and what they need at run time, from node_modules into a folder of the same layout.
 * @throws Error when a package or a part of it is not there
 */
export async function copyNativePackages(
  root: string,
  names: readonly string[],
  target: Target,
  to: string,
): Promise<void> {
  await rm(to, { recursive: true, force: true })
  for (const folder of await closure(root, names)) {
    const name = nameOf(folder)
    const destination = join(to, relative(join(root, 'node_modules'), folder))
    const parts = kept[name]?.(target)
    for (const part of parts === undefined ? [''] : ['package.json', ...parts]) {
      await mkdir(dirname(join(destination, part)), { recursive: true })
      await cp(join(folder, part), join(destination, part), { recursive: true, filter: (path) => runs(folder, path) })
    }
  }
}

/** A package's own folder of packages is copied by itself, as far as it is needed. */
function runs(folder: string, path: string): boolean {
  return !relative(folder, path).split(sep).includes('node_modules') && !/\.(map|md|d\.ts)$/.test(path)
}

/** The folders of the packages and of all they need. Optional packages that are not installed are left out. */
async function closure(root: string, names: readonly string[]): Promise<Set<string>> {
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

function nameOf(folder: string): string {
  return folder
    .slice(folder.lastIndexOf(`node_modules${sep}`) + 'node_modules/'.length)
    .split(sep)
    .join('/')
}
