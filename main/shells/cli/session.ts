import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { App, AppOptions } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'
import { defaultDataFolder } from '../../data-folder.ts'
import { removeTelemetryLeftovers } from '../../leftovers.ts'
import { machineUser } from '../../machine.ts'
import { createProgress, type Progress } from './progress.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data?: string
  readonly passphraseFile?: string
  readonly json?: boolean
  readonly progress?: boolean
}

/** What one run of a command works with. */
export interface Session {
  readonly progress: Progress
  readonly modelsFolder: string
  /** Opens the app at the first call; the session closes it. */
  app(options?: {
    readonly shell?: 'cli' | 'web'
    readonly demo?: boolean
    /** Photos will be looked at, by so many threads: models load while the app opens. None when undefined. */
    readonly photoWorkers?: number
  }): Promise<App>
  dataFolder(demo?: boolean): string
  close(): Promise<void>
}

/** The folder in which the project lies, for the sources as for the bundle of them. */
export const projectFolder = dirname(findPackageJSON('..', import.meta.url)!)

export function openSession(options: GlobalOptions): Session {
  const modelsFolder = process.env.ROLLCALL_MODELS ?? join(projectFolder, 'models')
  let opened: Promise<App> | null = null
  const dataFolder = (demo = false) =>
    options.data === undefined
      ? defaultDataFolder({ platform: process.platform, home: homedir(), environment: process.env }, demo)
      : resolve(options.data)
  return {
    progress: createProgress(process.stderr, options.progress ?? false),
    modelsFolder,
    dataFolder,
    app({ shell = 'cli', demo = false, photoWorkers } = {}) {
      if (opened !== null) return opened
      const vision = photoWorkers === undefined ? null : startVision(modelsFolder, photoWorkers)
      opened = import('../../app.ts').then(({ createApp }) => {
        const folder = dataFolder(demo)
        const { platform, env: environment } = process
        removeTelemetryLeftovers({ platform, home: homedir(), temporaryFolder: tmpdir(), environment })
        return createApp({
          dataFolder: folder,
          modelsFolder,
          key: keySource(folder, options),
          shell,
          actor: machineUser(),
          demo,
          ...(vision && { vision, photoWorkers: photoWorkers ?? 1 }),
        })
      })
      // Nobody else closes it when the app cannot be opened.
      opened.catch(() => vision?.then((unused) => unused.close()).catch(() => undefined))
      return opened
    },
    async close() {
      // An app that could not be opened has already been reported by whoever asked for it.
      const app = await opened?.catch(() => null)
      await app?.close()
    },
  }
}

async function startVision(
  modelsFolder: string,
  photoWorkers: number,
): Promise<NonNullable<Awaited<AppOptions['vision']>>> {
  const { createVisionFor } = await import('../../photo-vision.ts')
  return createVisionFor({ modelsFolder, photoWorkers })
}

/** A passphrase when one is given, otherwise the key file in the data folder. */
function keySource(folder: string, options: GlobalOptions): AppOptions['key'] {
  const { ROLLCALL_PASSPHRASE } = process.env
  // Not for the processes that this one starts.
  delete process.env.ROLLCALL_PASSPHRASE
  const passphrase = options.passphraseFile === undefined ? ROLLCALL_PASSPHRASE : firstLine(options.passphraseFile)
  if (passphrase === '') {
    const where = options.passphraseFile === undefined ? 'ROLLCALL_PASSPHRASE' : options.passphraseFile
    const message = `The passphrase in ${where} is empty. Write one there, or leave it out to use the key file.`
    throw new AppError('invalid-input', message)
  }
  return passphrase !== undefined
    ? { kind: 'passphrase', passphrase, saltFile: join(folder, 'salt') }
    : { kind: 'file', path: join(folder, 'key') }
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch (cause) {
    throw new AppError('file-unreadable', `The passphrase file ${file} cannot be read.`, { cause })
  }
}
