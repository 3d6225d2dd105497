import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { packageName, packagesNeededBy } from './needed-packages.ts'

/** The machine that a package is for. */
export interface Target {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/** The files of native packages that are needed to run; all others are for building or for other machines. */
const kept: Readonly<Record<string, (target: Target) => readonly string[]>> = {
  'onnxruntime-node': ({ platform, arch }) => ['dist', `bin/napi-v6/${platform}/${arch}`],
  'hnswlib-node': () => ['lib', 'build/Release/addon.node'],
  // LGPL: it stays a file of its own, which can be exchanged.
  'libheif-js': () => ['LICENSE', 'libheif-wasm/libheif-bundle.mjs'],
  'better-sqlite3': ({ platform, arch }) => ['lib', `prebuilds/${platform}-${arch}.node`],
}
/** Whether a package's file is needed to run on a machine. @param path below the package's folder, with slashes */
export function isKept(name: string, path: string, target: Target): boolean {
  const parts = kept[name]?.(target)
  return parts === undefined || parts.some((part) => path === part || path.startsWith(`${part}/`))
}

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
  for (const folder of await packagesNeededBy(root, names)) {
    const name = packageName(folder)
    const destination = join(to, relative(join(root, 'node_modules'), folder))
    const parts = kept[name]?.(target)
    for (const part of parts === undefined ? [''] : ['package.json', ...parts]) {
      await mkdir(dirname(join(destination, part)), { recursive: true })
      await cp(join(folder, part), join(destination, part), {
        recursive: true,
        filter: (path) => isNeededAtRunTime(folder, path),
      })
    }
  }
}

/** Nested packages are copied on their own, as far as they are needed. */
function isNeededAtRunTime(folder: string, path: string): boolean {
  return !relative(folder, path).split(sep).includes('node_modules') && !/\.(map|md|d\.ts)$/.test(path)
}
