import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { App, AppOptions } from '../../app.ts'
import { AppError } from '../../contract/errors.ts'
import { defaultDataFolder } from '../../data-folder.ts'
import { readingPrefix, removeLeftovers } from '../../leftovers.ts'
import { type Logger, openLogger, silentLogger } from '../../log/logger.ts'
import { machineUser } from '../../machine.ts'
import { createProgress, type Progress } from './progress.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data?: string
  readonly passphraseFile?: string
  readonly json?: boolean
  readonly progress?: boolean
}

/** The context of one run of a command. */
export interface Session {
  readonly progress: Progress
  readonly modelsFolder: string
  /** Opens the app at the first call; the session closes it. */
  app(
    options?: Who & {
      /** Threads that analyse photos; their models load while the app opens. Undefined when no photo is analysed. */
      readonly photoWorkers?: number
      /** Whether the command only reads data: when the folder is read-only, it works on a copy. */
      readonly takesOut?: boolean
    },
  ): Promise<App>
  /** Whether the app uses a copy, so that what it writes is lost. */
  onCopy(): boolean
  dataFolder(demo?: boolean): string
  /** The key of the data. @throws AppError when the passphrase is empty or cannot be read */
  key(): AppOptions['key']
  /** The log of the data folder; its first caller says who writes. */
  logger(who?: Who): Logger
  close(): Promise<void>
}

/** Which shell opens the data, and whether they are the demo's. */
interface Who {
  readonly shell?: 'cli' | 'web'
  readonly demo?: boolean
}

/** The folder in which the project lies, for the sources as for the bundle of them. */
export const projectFolder = dirname(findPackageJSON('..', import.meta.url)!)

const modulesFolder = join(projectFolder, 'node_modules')

export function openSession(options: GlobalOptions): Session {
  const modelsFolder = process.env.ROLLCALL_MODELS ?? join(projectFolder, 'models')
  let opened: Promise<App> | null = null
  let copy: string | null = null
  let openedLogger: Logger | null = null
  const dataFolder = (demo = false) =>
    options.data === undefined
      ? defaultDataFolder({ platform: process.platform, home: homedir(), environment: process.env }, demo)
      : resolve(options.data)
  const logger = ({ shell = 'cli', demo = false }: Who = {}) => {
    openedLogger ??= openLogger({ dataFolder: dataFolder(demo), process: shell === 'web' ? 'serve' : 'command' })
    return openedLogger
  }
  return {
    logger,
    progress: createProgress(process.stderr, options.progress ?? false),
    modelsFolder,
    dataFolder,
    key: () => keySource(dataFolder(), options),
    onCopy: () => copy !== null,
    app({ shell = 'cli', demo = false, photoWorkers, takesOut = false } = {}) {
      if (opened !== null) return opened
      const vision = photoWorkers === undefined ? null : startVision(modelsFolder, photoWorkers)
      opened = openerOf(shell).then((openApp) => {
        const folder = dataFolder(demo)
        const { platform, env: environment } = process
        removeLeftovers({ platform, home: homedir(), temporaryFolder: tmpdir(), environment })
        const appOptions: AppOptions = {
          dataFolder: folder,
          modelsFolder,
          nativeFiles: { modules: modulesFolder, list: join(modulesFolder, '.native-files.json') },
          key: keySource(folder, options),
          shell,
          caller: { actor: machineUser(), via: shell === 'web' ? 'browser' : 'command', role: 'owner' },
          demo,
          logger: logger({ shell, demo }),
          ...(vision && { vision, photoWorkers: photoWorkers ?? 1 }),
        }
        return openApp(appOptions).catch((error: unknown) => {
          if (!takesOut || !isUnwritable(error)) throw error
          copy = copyData(folder)
          process.stderr.write(
            `Nothing can be written in ${folder}: this works on a copy, and leaves no trace there.\n`,
          )
          return openApp({ ...appOptions, dataFolder: copy, logger: silentLogger })
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
      if (copy !== null) rmSync(copy, { recursive: true, force: true })
    },
  }
}

/** On a read-only disk, and on one so full that not even the log can be made. */
function isUnwritable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'file-unreadable' || error.code === 'disk-full'
  return error instanceof Error && 'code' in error && ['EROFS', 'ENOSPC', 'EDQUOT'].includes(String(error.code))
}

/** The database with its log, for this user alone, in a folder that is removed when the session ends. */
function copyData(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), readingPrefix(process.pid)))
  try {
    for (const name of ['rollcall.db', 'rollcall.db-wal']) {
      if (!existsSync(join(folder, name))) continue
      copyFileSync(join(folder, name), join(copy, name))
      chmodSync(join(copy, name), 0o600)
    }
    // Photos that wait for a decision, which a backup takes in.
    if (existsSync(join(folder, 'imports'))) cpSync(join(folder, 'imports'), join(copy, 'imports'), { recursive: true })
    return copy
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    throw error
  }
}

/** A window's app can have its data replaced; a command comes and goes. Both are read when they are needed. */
async function openerOf(shell: 'cli' | 'web'): Promise<(options: AppOptions) => Promise<App>> {
  if (shell === 'web') return (await import('../../reopening-app.ts')).createReopeningApp
  return (await import('../../app.ts')).createApp
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
    throw new AppError('wrong-usage', message)
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
