import type { MethodName } from '../contract/api.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Audit } from '../store/audit.ts'
import type { Part } from './part.ts'
import { type Throttle, throttle } from './throttle.ts'

/** Something that may happen often, as the audit log records it. */
export interface Counted extends Pick<Caller, 'actor' | 'via'> {
  readonly action: AuditAction
  readonly subject: string
  /** Who was in it. */
  readonly people?: readonly PersonId[]
  /** Why it was refused. */
  readonly why?: string
  /** What was called. */
  readonly method?: MethodName
}

/**
 * Writes audit entries for events that may come often enough to fill the log. The first is written at once; those of
 * the following minute become one entry with their number.
 */
export interface CountedEntries extends Part {
  note(entry: Counted): void
}

interface Pending {
  count: number
  readonly people: Set<PersonId>
  readonly methods: Set<MethodName>
  readonly throttle: Throttle
  readonly write: () => void
}

const pauseMs = 60_000
/** An entry names no more people than these, and counts the others. */
const maxNamed = 100

export function countEntries(audit: Pick<Audit, 'appendIfPossible'>): CountedEntries {
  const pending = new Map<string, Pending>()

  function begin({ actor, via, action, subject, why }: Counted): Pending {
    const people = new Set<PersonId>()
    const methods = new Set<MethodName>()
    const write = () => {
      if (own.count === 0) return
      const named = [...people].slice(0, maxNamed)
      const details = {
        count: own.count,
        ...(why !== undefined && { why }),
        ...(named.length > 0 && { people: named }),
        ...(methods.size > 0 && { methods: [...methods] }),
      }
      own.count = 0
      people.clear()
      methods.clear()
      audit.appendIfPossible({ actor, via, action, subject, details })
    }
    const own: Pending = { count: 0, people, methods, write, throttle: throttle(pauseMs, write) }
    return own
  }

  return {
    note(entry) {
      const key = JSON.stringify([entry.actor, entry.via, entry.action, entry.subject, entry.why])
      const own = pending.get(key) ?? begin(entry)
      pending.set(key, own)
      own.count += 1
      for (const person of entry.people ?? []) own.people.add(person)
      if (entry.method !== undefined) own.methods.add(entry.method)
      own.throttle.soon()
    },
    close() {
      for (const { throttle: own, write } of pending.values()) {
        own.close()
        write()
      }
    },
  }
}
