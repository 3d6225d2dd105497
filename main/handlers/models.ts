import type { Packs } from '../services/packs.ts'
import type { Module } from './module.ts'

/** Handles the packs of models: which there are, installing one, and trying it; model-change.ts has it take over. */
export function modelsModule(packs: Packs): Module<'models'> {
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
      'models.setSecondOpinion': async ({ name }, caller) => {
        await packs.setSecondOpinion(name, caller)
        return {}
      },
      'models.remove': async ({ name }, caller) => {
        await packs.remove(name, caller)
        return {}
      },
    },
  }
}
