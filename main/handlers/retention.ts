import type { Context } from '../services/context.ts'
import type { Retention } from '../services/retention.ts'
import type { Module } from './module.ts'

/** Handles what is erased because of its age. */
export function retentionModule({ settings, mayEraseByAge }: Context, retention: Retention): Module<'retention'> {
  return {
    handlers: {
      'retention.preview': ({ days }) => ({
        findings: retention.preview(days ?? settings().retention),
        clockTrusted: mayEraseByAge(),
      }),
      'retention.run': async (_, caller) => ({
        clockTrusted: mayEraseByAge(),
        findings: await retention.run(caller),
      }),
    },
  }
}
