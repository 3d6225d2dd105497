import type { SharedChange } from '../contract/shared-change.ts'

/** A change without its secret, and where it belongs: what a seal is bound to. */
export interface ChangeFrame extends Omit<SharedChange, 'secret'> {
  readonly office: string
  readonly keyNumber: number
}

/**
 * The bytes that stand for a change, the same on every station: what PostgreSQL may do to its fields, such as another
 * order of names, makes no difference; another value, person or place in the log does.
 */
export function canonicalBytes(frame: ChangeFrame): Buffer {
  const { office, keyNumber, station, number, kind, uid, people, time, basis, fields } = frame
  const parts = [office, keyNumber, station, number, kind, uid, [...people].sort(), time, basis, fields]
  return Buffer.from(JSON.stringify(inOrder(parts)))
}

/** A change as PostgreSQL can store it: it keeps no NUL and no half of a surrogate pair. People have themselves. */
export function toStorable(change: SharedChange): SharedChange {
  const people = change.kind === 'person' ? [...new Set([change.uid, ...change.people])] : change.people
  return {
    ...change,
    people,
    fields: change.fields === null ? null : (storable(change.fields) as typeof change.fields),
  }
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storable(inner)]))
}

/** Names of an object in the order of their code units, at every depth. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  // Not an object again: integer-like names would come first there, whatever their order here.
  return entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, inner]) => [name, inOrder(inner)])
}
