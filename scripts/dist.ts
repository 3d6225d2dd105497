import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type AfterPackContext, build, type CliOptions } from 'electron-builder'
import { packagesBesideBundle } from './build.ts'
import { recordPackedFiles } from './native-files.ts'
import { copyNativePackages } from './native-packages.ts'
import { trustLikeNpm } from './npm.ts'
import { terminalProgress } from './progress.ts'
import { findElectron } from './runtime.ts'
import { listComponents } from './sbom.ts'
import { listThirdPartyLicenses } from './third-party-licenses.ts'

/**
 * `npm run dist`: packs the app for this platform into out/. Always the unpacked app; with the current Electron and
 * where electron-builder can fetch its tools, also AppImage and deb, NSIS or dmg.
 */
const root = join(import.meta.dirname, '..')
const progress = terminalProgress()
const installers: Readonly<Partial<Record<NodeJS.Platform, Pick<CliOptions, 'linux' | 'win' | 'mac'>>>> = {
  linux: { linux: ['AppImage', 'deb'] },
  win32: { win: ['nsis'] },
  darwin: { mac: ['dmg'] },
}

const electron = findElectron(root)
if (electron === null) {
  progress.say("Electron's binary is needed to pack the app and could not be fetched. Run: npm run electron:from-npm")
  process.exit(1)
}
await copyNativePackages(
  root,
  packagesBesideBundle(electron.channel),
  { platform: process.platform, arch: process.arch },
  join(root, 'dist', 'native', 'node_modules'),
)
// In the archive, which Electron checks on Windows and macOS.
await recordPackedFiles(join(root, 'dist/native/node_modules'), join(root, 'dist/electron/native-files.json'))
await writeFile(join(root, 'dist', 'THIRD_PARTY_LICENSES.txt'), await listThirdPartyLicenses(root))
await writeFile(join(root, 'dist', 'sbom.cdx.json'), await listComponents(root))
const config = {
  electronVersion: electron.version,
  /** Electron's default app would load any folder given as an argument. */
  afterPack: ({ packager, appOutDir }: AfterPackContext) =>
    rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),
  // The binary lies three folders deeper in an app bundle.
  electronDist:
    process.platform === 'darwin' ? join(dirname(electron.executable), '../../..') : dirname(electron.executable),
}
await build({ projectDir: root, dir: true, config })
progress.say('the unpacked app is in out/')

const reason = await reasonForNoInstallers(electron.channel)
const targets = installers[process.platform]
if (reason !== null) progress.say(`no installers are made: ${reason}`)
else if (targets !== undefined) await build({ projectDir: root, ...targets, config })

async function reasonForNoInstallers(channel: 'current' | 'development'): Promise<string | null> {
  if (channel === 'development') return 'this Electron is for development only'
  try {
    await trustLikeNpm()
    await fetch('https://github.com/electron-userland/', { method: 'HEAD', signal: AbortSignal.timeout(4_000) })
    return null
  } catch {
    return "github.com, where electron-builder's tools lie, is out of reach"
  }
}
