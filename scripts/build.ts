import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import type { Progress } from './progress.ts'
import { findElectron } from './runtime.ts'

/** Native packages and their loaders stay outside the bundle: they find their binaries beside themselves. */
export const nativePackages = [
  'onnxruntime-node',
  'hnswlib-node',
  'better-sqlite3',
  'libsql',
  'sharp',
  'libheif-js',
  '@node-rs/argon2',
]

/** Builds the window's page into dist/renderer, when its sources changed. */
export async function buildRenderer(root: string, progress: Progress): Promise<void> {
  await buildIfChanged(root, 'renderer', ['renderer', 'main/contract', 'package-lock.json'], '', async () => {
    progress.say('building the window')
    await build({ root: join(root, 'renderer'), configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' })
  })
}

/**
 * Builds what Electron runs into dist/electron, when its sources changed: main.js, preload.cjs, engine.js and the
 * engine's workers. For the Electron from npm, in which better-sqlite3 does not load, its place is taken by libsql.
 */
export async function buildElectronBundle(root: string, progress: Progress): Promise<void> {
  const channel = findElectron(root)?.channel ?? 'current'
  const sources = ['main', 'renderer/messages', 'scripts/build.ts', 'package-lock.json']
  await buildIfChanged(root, 'electron', sources, channel, async () => {
    progress.say('building for Electron')
    const entries = {
      main: join(root, 'main/shells/electron/main.ts'),
      engine: join(root, 'main/shells/electron/engine.ts'),
    }
    const alias = channel === 'development' ? { 'better-sqlite3': 'libsql' } : {}
    const folder = 'dist/electron'
    await build(
      bundle(root, { entries, folder, format: 'es', alias, target: oldestNode, pictures: pictureLibraryInElectron() }),
    )
    const preload = join(root, 'main/shells/electron/preload.ts')
    await build(bundle(root, { entries: { preload }, folder, format: 'cjs', alias: {}, target: oldestChrome }))
  })
}

/**
 * Builds the command line and what `npm start` runs into dist/cli, when their sources changed: they say the same as
 * main/shells/cli/main.ts and scripts/start.ts, and start sooner, because a few files are read instead of all their
 * modules (docs/performance.md).
 */
export async function buildCommandLine(root: string, progress: Progress): Promise<void> {
  const sources = [
    'main',
    'renderer/messages',
    'scripts/start.ts',
    'scripts/harmless-lines.ts',
    'scripts/runtime.ts',
    'scripts/build.ts',
    'package-lock.json',
  ]
  await buildIfChanged(root, 'cli', sources, '', async () => {
    progress.say('building the command line')
    const entries = { main: join(root, 'main/shells/cli/main.ts'), start: join(root, 'scripts/start.ts') }
    await build(bundle(root, { entries, folder: 'dist/cli', format: 'es', alias: {}, target: 'node24' }))
  })
}

/**
 * What decodes photos in Electron: sharp's native library, but on Linux its WebAssembly form. There Electron and the
 * native library each bring a GLib, and calls that reach the wrong one end the process or damage its memory
 * (https://sharp.pixelplumbing.com/install#electron-and-linux). It is slower, which photos can bear.
 */
export function pictureLibraryInElectron(platform: NodeJS.Platform = process.platform): 'sharp' | '@img/sharp-wasm32' {
  return platform === 'linux' ? '@img/sharp-wasm32' : 'sharp'
}

/** The packages that Electron's bundle leaves outside, as a packed app has to bring them. */
export function packagesBesideBundle(
  channel: 'current' | 'development',
  platform: NodeJS.Platform = process.platform,
): string[] {
  const replaced = channel === 'development' ? 'better-sqlite3' : 'libsql'
  const others = nativePackages.filter((name) => name !== replaced && name !== 'sharp')
  return [...others, pictureLibraryInElectron(platform)]
}

/** The Node and Chrome of the oldest supported Electron. */
const oldestNode = 'node20.18'
const oldestChrome = 'chrome130'

interface Bundle {
  readonly entries: Readonly<Record<string, string>>
  readonly folder: string
  readonly format: 'es' | 'cjs'
  readonly alias: Readonly<Record<string, string>>
  readonly target: string
  readonly pictures?: ReturnType<typeof pictureLibraryInElectron>
}

function bundle(root: string, { entries, folder, format, alias, target, pictures = 'sharp' }: Bundle): InlineConfig {
  const external = ['electron', ...nativePackages.filter((name) => name !== 'sharp'), pictures]
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins: [workerFiles(), ...(pictures === 'sharp' ? [] : [withoutNativeSharp()])],
    resolve: { alias },
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: join(root, folder),
      emptyOutDir: format === 'es',
      target,
      minify: false,
      rolldownOptions: {
        input: entries,
        output: {
          format,
          entryFileNames: format === 'es' ? '[name].js' : '[name].cjs',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  }
}

/**
 * Sources start a worker by `new URL('./worker.ts', import.meta.url)`, which Node runs as it is. In a bundle the worker
 * becomes a file of its own, named after its folder: vision-worker.js.
 */
function workerFiles(): Plugin {
  return {
    name: 'worker-files',
    enforce: 'pre',
    transform(code, id) {
      return code.replaceAll(/new URL\('\.\/([\w-]*worker)\.ts', import\.meta\.url\)/g, (_text, file: string) => {
        const name = `${basename(dirname(id))}-${file}`
        this.emitFile({ type: 'chunk', id: join(dirname(id), `${file}.ts`), fileName: `${name}.js` })
        return `new URL('./${name}.js', import.meta.url)`
      })
    },
  }
}

/**
 * Lets sharp find no native library, so that it takes the WebAssembly one, as it does where none was made for the
 * system.
 */
function withoutNativeSharp(): Plugin {
  return {
    name: 'without-native-sharp',
    transform(code, id) {
      if (!/node_modules\/sharp\/dist\/sharp\.mjs$/.test(id)) return null
      const choice = 'switch (runtimePlatform) {'
      if (!code.includes(choice)) throw new Error(`sharp chooses its library by other means than before: see ${id}`)
      return code.replace(choice, 'switch ("none") {')
    },
  }
}

/** Runs the work unless its stamp in dist/ says that it was done with the same contents of the same files. */
async function buildIfChanged(
  root: string,
  name: string,
  sources: readonly string[],
  variant: string,
  work: () => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256').update(variant)
  for (const source of sources) await addContents(hash, root, source)
  const digest = hash.digest('hex')
  const stamp = join(root, 'dist', `${name}.stamp`)
  const output = join(root, 'dist', name)
  if (existsSync(output) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest) return
  await work()
  await mkdir(join(root, 'dist'), { recursive: true })
  await writeFile(stamp, digest)
}

async function addContents(hash: ReturnType<typeof createHash>, root: string, path: string): Promise<void> {
  const full = join(root, path)
  if ((await stat(full)).isDirectory()) {
    for (const name of (await readdir(full)).sort()) await addContents(hash, root, `${path}/${name}`)
  } else hash.update(`${path}\n`).update(await readFile(full))
}
