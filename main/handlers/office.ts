import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { Context } from '../services/context.ts'
import type { Office } from '../services/office.ts'
import { recoveryRows } from '../store/recovery-key.ts'
import type { Module } from './module.ts'

/** An office of several stations. What was changed on its server is written into the audit log of this station. */
export function officeModule({ store }: Pick<Context, 'store'>, office: Office): Module<'office'> {
  const note = (caller: Caller, action: AuditAction, subject: string) =>
    store.audit.append({ ...caller, action, subject, details: {} })
  const toPrinted = (key: Uint8Array) => ({ rows: recoveryRows(key) })
  return {
    handlers: {
      'office.status': () => office.status(),
      'office.waiting': () => ({ entries: office.countWaitingEntries() }),
      'office.create': async (order, caller) => {
        const key = await office.create(order, caller)
        return { status: office.status(), recoveryKey: toPrinted(key) }
      },
      'office.invite': async ({ station, hours, manages }, caller) => {
        const made = await office.invite(station, hours, manages)
        note(caller, 'office.invite', `station ${made.station}`)
        return made
      },
      'office.join': async ({ code }, caller) => {
        await office.join(code, caller)
        return office.status()
      },
      'office.confirm': async ({ station, words }, caller) => {
        await office.confirm(station, words)
        note(caller, 'office.confirm', `station ${station}`)
        return office.status()
      },
      'office.revoke': async ({ station }, caller) => {
        await office.revoke(station)
        note(caller, 'office.revoke', `station ${station}`)
        return office.status()
      },
      'office.leave': async (_, caller) => ({ left: await office.leave(caller) }),
      'office.resume': async (_, caller) => {
        await office.resume()
        note(caller, 'office.resume', 'station')
        return office.status()
      },
      'office.check': async () => {
        await office.check()
        return office.status()
      },
      'office.recoveryKey': async (_, caller) => {
        const key = await office.makeRecoveryKey()
        note(caller, 'office.recoveryKey', 'office')
        return toPrinted(key)
      },
    },
  }
}
