import { AppError } from '../contract/errors.ts'
import { choosePack, readPackVersion } from '../services/chosen-pack.ts'
import type { Context } from '../services/context.ts'
import type { Packs } from '../services/packs.ts'
import type { Module } from './module.ts'

/** Handles the packs of models: which there are, installing one, trying it and using it. */
export function modelsModule({ store, settings, publish, reopen }: Context, packs: Packs): Module<'models'> {
  return {
    handlers: {
      'models.list': packs.list,
      'models.receive': async (piece) => {
        await packs.receive(piece)
        return {}
      },
      'models.add': packs.add,
      'models.cancel': () => {
        packs.cancel()
        return {}
      },
      'models.try': packs.tryOut,
      'models.use': async ({ name }, caller) => {
        const { pack, startingThreshold } = await packs.requireUsable(name)
        store.transaction(() => {
          if (store.countRows().templates > 0) {
            const message = 'People are enrolled here with other models, whose faces cannot be compared with new ones.'
            throw new AppError('people-enrolled', message)
          }
          choosePack(store, pack, readPackVersion(store), caller)
          if (settings().threshold < startingThreshold) {
            store.settings.set({ threshold: startingThreshold }, { kind: 'models', pack: name })
          }
        })
        publish('settings.changed', settings())
        await reopen?.()
        return {}
      },
      'models.remove': async ({ name }, caller) => {
        await packs.remove(name, caller)
        return {}
      },
    },
  }
}
