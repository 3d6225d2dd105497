import type { Installation } from '../contract/system.ts'
import type { Backups } from '../services/backups.ts'
import type { Context } from '../services/context.ts'
import type { Doctor } from '../services/doctor.ts'
import { isKeyBesideData } from '../services/key-beside-data.ts'
import type { Module } from './module.ts'

export interface SystemServices {
  readonly installation: Installation
  readonly backups: Backups
  readonly doctor: Doctor
}

/** Handles the installation: what it runs on, whether it works, and copies of its data. */
export function systemModule(context: Context, { installation, backups, doctor }: SystemServices): Module<'system'> {
  const { store, vision, gallery } = context
  return {
    handlers: {
      'system.installation': () => installation,
      'system.info': async () => {
        const { provider, pack, models } = await vision.info()
        return {
          ...installation,
          provider,
          pack,
          models: [...models],
          ...store.countRows(),
          search: gallery.kind(),
          key: store.keyPlace,
          keyBesideData: isKeyBesideData(store),
        }
      },
      'system.backup': ({ file }, caller) => backups.make(file, caller),
      'system.doctor': async ({ task, head }) => {
        const checks = await doctor.examine(task, head)
        return { ok: checks.every(({ ok }) => ok), checks }
      },
      'system.cancelDoctor': ({ task }) => {
        doctor.cancel(task)
        return {}
      },
    },
  }
}
