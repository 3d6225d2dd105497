import type { ModelChanges } from '../services/model-change.ts'
import type { Module } from './module.ts'

/** Handles the change of the model that decides. */
export function modelChangeModule(changes: ModelChanges): Module<'modelChange'> {
  return {
    handlers: {
      'modelChange.state': changes.state,
      'modelChange.begin': ({ pack }, caller) => changes.begin(pack, caller),
      'modelChange.run': changes.run,
      'modelChange.switch': (_, caller) => changes.switch(caller),
      'modelChange.end': (_, caller) => changes.end(caller),
      'modelChange.missing': changes.listMissing,
    },
  }
}
