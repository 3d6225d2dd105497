import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Check, Installation } from '../contract/api/system.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import { modeOpenToOthers } from '../store/private-files.ts'
import type { Context, Handlers } from './context.ts'

/** Less free space than this is said before it hurts. */
const leastFreeBytes = 500 * 1024 * 1024

export function systemHandlers(
  context: Context,
  installation: Installation,
): Handlers<'system.installation' | 'system.info' | 'system.doctor' | 'system.backup'> {
  const { store, vision, gallery } = context
  let writing = false
  const keyBesideData = () => store.keyFile !== null && dirname(store.keyFile) === dirname(store.file)
  return {
    'system.installation': () => installation,
    'system.info': async () => {
      const { provider, pack, models } = await vision.info()
      return {
        ...installation,
        provider,
        pack,
        models: [...models],
        ...store.counts(),
        search: gallery.kind(),
        keySource: store.keySource,
        keyBesideData: keyBesideData(),
      }
    },
    'system.backup': async ({ file }) => {
      if (file !== null && installation.shell !== 'cli') {
        throw new AppError('forbidden', 'A backup is written into the data folder; copy it from there.')
      }
      const folder = join(installation.dataFolder, 'backups')
      if (file === null) mkdirSync(folder, { recursive: true, mode: 0o700 })
      const target = file ?? join(folder, `rollcall-${new Date(context.now()).toISOString().replaceAll(':', '-')}.db`)
      if (existsSync(target)) {
        throw new AppError('backup-failed', `${target} exists already. Name a new file.`, { details: { file: target } })
      }
      if (writing) throw new AppError('backup-failed', 'A backup is being written already. Wait until it is there.')
      if (file === null) removeUnfinished(folder)
      writing = true
      await store.backup(target).finally(() => {
        writing = false
      })
      const entry = { actor: context.actor, action: 'backup', subject: 'database', details: {} }
      const recorded = store.audit.appendIfPossible(entry)
      return { file: target, bytes: statSync(target).size, keySource: store.keySource, recorded }
    },
    'system.doctor': async () => {
      const checks = [
        await check('models', async () => {
          const { pack, models } = await vision.info()
          return `${models.length} model files of the pack ${pack.name} are the ones of the manifest`
        }),
        await check('provider', async () => {
          const { provider } = await vision.info()
          if (provider.fallBackReason !== null)
            throw new Error(`${provider.wanted} was wanted, ${provider.name} is in use: ${provider.fallBackReason}`)
          return `${provider.name} is in use; available: ${provider.available.join(', ')}`
        }),
        await check('database', () => {
          const { integrity, schema } = store.check()
          if (integrity !== 'ok') throw new Error(`damaged (${integrity}): restore a backup`)
          return `intact, schema version ${schema}, ${store.events.count()} events`
        }),
        await check('audit log', () => {
          const verdict = store.audit.verify()
          if (verdict.kind === 'broken')
            throw new Error(`changed or shortened from entry ${verdict.id} on: compare with a backup`)
          return `${verdict.entries} entries, unbroken`
        }),
        await check('templates', async () => {
          for (const _ of store.templates.embeddings(context.model)) await setImmediate()
          const damaged = store.templates.damaged()
          if (damaged.length === 0) return 'all open with the key'
          const people = new Set(damaged.map(({ personId }) => store.people.find(personId)?.name ?? `#${personId}`))
          throw new Error(
            `${damaged.length} damaged, of ${[...people].join(', ')}: they are left out; erase those photos and take new ones`,
          )
        }),
        await check('index', () => {
          const { templates, indexed, kind } = gallery.check()
          if (templates !== indexed)
            throw new Error(`${indexed} of ${templates} templates are indexed: restart Rollcall, it rebuilds the index`)
          return `${indexed} templates, ${kind} search`
        }),
        await check('key', () =>
          keyBesideData()
            ? `${store.keySource}, beside the data: whoever copies the folder can open them`
            : store.keySource,
        ),
        await check('data folder', () => {
          const { dataFolder } = installation
          const mode = modeOpenToOthers(dataFolder)
          if (mode !== null)
            throw new Error(
              `other users of this machine can see which files are in ${dataFolder} (mode ${mode}), though not read them: run chmod 700 on it`,
            )
          return 'for its owner alone'
        }),
        await check('disk', () => {
          const { bavail, bsize } = statfsSync(dirname(store.file))
          const free = bavail * bsize
          if (free < leastFreeBytes)
            throw new Error(`only ${megabytes(free)} free: make room before events can no longer be stored`)
          return `${megabytes(free)} free`
        }),
      ]
      return { ok: checks.every(({ ok }) => ok), checks }
    },
  }
}

/** Their names hold the moment at which a backup was begun, so that no later one would overwrite them. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (/\.part(-journal)?$/.test(name)) rmSync(join(folder, name))
}

async function check(name: string, work: () => string | Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, message: await work() }
  } catch (error) {
    return { name, ok: false, message: error instanceof Error ? error.message : errorBody(error).message }
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`
}
