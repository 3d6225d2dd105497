import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { Store } from '../store/open.ts'

/** A change that is recorded in the audit log. */
export interface AuditedChange<I, R, O> {
  /** Makes the change, in the same transaction as its audit entry. */
  readonly change: (input: I, caller: Caller) => R
  /** Describes the change for the audit entry; null when nothing was changed after all. */
  readonly entry: (
    input: I,
    result: R,
  ) => { readonly subject: string; readonly details?: Readonly<Record<string, unknown>> } | null
  /** Announces the stored change and returns the caller's answer. */
  readonly answer: (result: R, input: I) => O
}

export type Audited = <I, R, O>(
  action: AuditAction,
  declared: AuditedChange<I, R, O>,
) => (input: I, caller: Caller) => O

/**
 * Declares, where a method is registered, what the audit log records of it. The change and its entry are written in one
 * transaction: there is never one without the other.
 */
export function auditing({ transaction, audit }: Pick<Store, 'transaction' | 'audit'>): Audited {
  return (action, { change, entry, answer }) =>
    (input, caller) => {
      const result = transaction(() => {
        const changed = change(input, caller)
        const written = entry(input, changed)
        if (written !== null) audit.append({ ...caller, action, details: {}, ...written })
        return changed
      })
      return answer(result, input)
    }
}
