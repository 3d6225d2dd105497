import type { AuditAction, AuditEntry } from '../../../main/contract/audit.ts'
import type { Messages } from '../../messages/en/index.ts'

/** The names that are known now; the log itself has none. */
export interface KnownNames {
  readonly people: ReadonlyMap<number, string>
  readonly accounts: ReadonlyMap<number, string>
}

/** An entry as one sentence; one of another version as it is stored. */
export function sentenceOf({ actor, action, subject }: AuditEntry, { audit }: Messages, names: KnownNames): string {
  if (!Object.hasOwn(audit.actions, action)) return `${actor}: ${action}, ${subject}`
  return audit.actions[action as AuditAction](actor, subjectOf(subject, audit, names))
}

/** Subjects that have no number. */
const unnumbered = {
  'account unknown': 'unknownAccount',
  'unknown number': 'unknownNumber',
  'identity provider': 'identityProvider',
  installation: 'allKiosks',
} as const

/** What something was done to: by name where there is one now, by number otherwise. */
export function subjectOf(subject: string, words: Messages['audit'], { people, accounts }: KnownNames): string {
  if (Object.hasOwn(unnumbered, subject)) return words[unnumbered[subject as keyof typeof unnumbered]]
  const { subjects } = words
  const space = subject.lastIndexOf(' ')
  // The name of a kiosk may have spaces of its own.
  const [kind, id] = subject.startsWith('kiosk ')
    ? ['kiosk', subject.slice('kiosk '.length)]
    : [subject.slice(0, Math.max(0, space)), subject.slice(space + 1)]
  const name = kind === 'person' ? people.get(Number(id)) : kind === 'account' ? accounts.get(Number(id)) : undefined
  if (name !== undefined) return name
  return Object.hasOwn(subjects, kind) ? subjects[kind as keyof typeof subjects](id) : subject
}

/** How often it happened, where an entry stands for several; null for once. */
export function countOf({ details: { count } }: AuditEntry): number | null {
  return typeof count === 'number' && count > 1 ? count : null
}

/** A detail as it is read: people by name, everything else as it is stored. */
export function detailText(key: string, value: unknown, { audit }: Messages, names: KnownNames): string {
  const person = (id: unknown) => subjectOf(`person ${String(id)}`, audit, names)
  if (['person', 'gone', 'kept'].includes(key) && typeof value === 'number') return person(value)
  if (key === 'people' && Array.isArray(value)) return value.map(person).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
