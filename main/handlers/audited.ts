import type { Caller } from '../contract/caller.ts'
import type { Store } from '../store/open.ts'

/** A change of which the audit log must know. */
export interface AuditedChange<I, R, O> {
  /** Makes the change, in one transaction with its entry. */
  readonly change: (input: I, caller: Caller) => R
  /** What the entry says of it; null where nothing was changed after all. */
  readonly entry: (
    input: I,
    result: R,
  ) => { readonly subject: string; readonly details?: Readonly<Record<string, unknown>> } | null
  /** Announces the change once it is stored, and says what the caller gets. */
  readonly answer: (result: R, input: I) => O
}

export type Audited = <I, R, O>(action: string, declared: AuditedChange<I, R, O>) => (input: I, caller: Caller) => O

/**
 * Declares, where a method is registered, what the audit log has of it. Change and entry are written in one
 * transaction: neither is there without the other.
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
