import packageJson from '../package.json' with { type: 'json' }
import type { App, AppOptions } from './app.ts'
import { methods } from './contract/api.ts'
import { type ErrorBody, errorFrom } from './contract/errors.ts'
import { invoke } from './dispatch.ts'
import type { Handlers } from './handlers/module.ts'
import { restoreModule } from './handlers/restore.ts'
import { silentLogger } from './log/logger.ts'
import { listWhileClosed, readBackupFolderNote } from './services/backup-files.ts'
import type { VaultSource } from './store/vault.ts'

export interface ClosedAppOptions extends Omit<AppOptions, 'reopen'> {
  /** Why the data do not open. */
  readonly reason: ErrorBody
  readonly replaceData: NonNullable<AppOptions['replaceData']>
  /** Tries to open the data again. @throws AppError the reason why they still do not open */
  readonly reopen: (key: VaultSource) => Promise<void>
}

/** An app whose data cannot be opened: it restores backups, and answers every other call with the reason. */
export function createClosedApp(options: ClosedAppOptions): App {
  const { dataFolder, shell, key, now = Date.now, demo = false, logger = silentLogger } = options
  const { reason, replaceData, reopen } = options
  const installation = { version: packageJson.version, shell, dataFolder, demo }
  const restore = restoreModule({
    ...{ dataFolder, backupFolder: () => readBackupFolderNote(dataFolder), now },
    ...{ key, replaceData, reopen },
  })
  const handlers: Partial<Handlers> = {
    ...restore.handlers,
    'system.installation': () => installation,
    'backups.list': () => listWhileClosed(dataFolder),
  }
  const refuse = () => {
    throw errorFrom(reason)
  }
  const call: App['call'] = async (name, input, caller = options.caller) => {
    if (Object.hasOwn(methods, name) && !Object.hasOwn(handlers, name)) return refuse()
    return invoke(handlers as Handlers, name, input, { caller, logger, groupsOf: () => [] })
  }
  return {
    call,
    // Nobody can sign in while the data are closed: whoever is at this computer may restore them, as by the command.
    connect: (end) => ({
      call: (name, input) =>
        call(name, input, end.via === 'kiosk' ? { actor: end.kiosk, via: 'kiosk', role: 'kiosk' } : options.caller),
      subscribe: () => () => undefined,
      pushFrame: async () => refuse(),
      close: () => undefined,
    }),
    // There is nothing to announce.
    subscribe: () => () => undefined,
    pushFrame: async () => refuse(),
    setRestAddress: () => undefined,
    close: async () => restore.close?.(),
  }
}
