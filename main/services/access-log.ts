import type { MethodName, Output, Parsed } from '../contract/api.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import { AppError } from '../contract/errors.ts'
import type { SearchFace } from '../contract/search.ts'
import type { Store } from '../store/open.ts'
import type { CountedEntries } from './counted-entries.ts'

/**
 * Records calls that change nothing in the audit log: who looked at whom, searched by a face, read as a program, or was
 * refused.
 */
export interface AccessLog {
  noteAnswer<M extends MethodName>(name: M, input: Parsed<M>, output: Output<M>, caller: Caller): void
  noteRefusal(name: MethodName, error: unknown, caller: Caller): void
}

export interface AccessLogOptions {
  readonly store: Pick<Store, 'audit' | 'people' | 'templates'>
  readonly counted: CountedEntries
  /** A kiosk's own name, however it was typed. */
  readonly kioskNamed: (name: string) => string
  /** Milliseconds, of a clock that nobody can set. */
  readonly steady: () => number
}

interface Tools extends Pick<AccessLogOptions, 'store' | 'kioskNamed'> {
  /** A look at somebody: once an hour for whoever looks. */
  readonly look: (action: AuditAction, person: PersonId) => void
  readonly count: (action: AuditAction, subject: string, people?: readonly PersonId[]) => void
  /** A program that did not say which it is. */
  readonly countStranger: (action: AuditAction, subject: string) => void
}

type Rule<M extends MethodName> = (tools: Tools, input: Parsed<M>, output: Output<M>) => void

const hourMs = 3_600_000
/** When there are more, the oldest look is forgotten and may be written again. */
const maxLooks = 10_000

/** What a program reads of people and their entries, and whom it names in asking. */
const programReads: { readonly [M in MethodName]?: (input: Parsed<M>) => PersonId | null } = {
  'people.list': () => null,
  'people.find': () => null,
  'people.get': ({ id }) => id,
  'events.list': ({ personId }) => personId,
  'attendance.history': () => null,
  'attendance.today': () => null,
  'attendance.timesheet': ({ personId }) => personId,
  'hours.list': () => null,
}

const rules: { readonly [M in MethodName]?: Rule<M> } = {
  'people.get': ({ look }, { id }) => look('person.view', id),
  'people.exportData': ({ look }, { id }, { kind }) => kind === 'written' && look('person.view', id),
  // The portrait stands beside every name; whoever sees the others looks at the person.
  'people.photo'({ look, store }, { template }) {
    const { personId } = store.templates.get(template)
    if (store.people.find(personId)?.portrait !== template) look('person.view', personId)
  },
  'attendance.timesheet': ({ look }, { personId }) => look('timesheet.view', personId),
  'search.photo': ({ count }, _, { faces }) => count('search.photo', 'photo', faces.flatMap(listFoundIn)),
  'search.compare': ({ count }) => count('search.compare', 'photos'),
  'rest.check'({ countStranger }, _, { token }) {
    if (token === null) countStranger('token.refuse', 'token')
  },
  'pin.check': (tools, { kiosk }, { kind }) => noteWrongPin(tools, kiosk, kind),
  'pin.identify': (tools, { kiosk }, { kind }) => noteWrongPin(tools, kiosk, kind),
  'hours.open': (tools, { kiosk }, { kind }) => noteWrongPin(tools, kiosk, kind),
}

function noteWrongPin({ count, kioskNamed }: Tools, kiosk: string, kind: string): void {
  if (kind === 'wrong') count('pin.refuse', `kiosk ${kioskNamed(kiosk)}`)
}

/** Everybody whom the answer names for a face. */
function listFoundIn({ decision }: SearchFace): PersonId[] {
  if (decision.kind === 'known') return [decision.person.id]
  return decision.kind === 'ambiguous' ? decision.candidates.map(({ person }) => person.id) : []
}

export function createAccessLog({ store, counted, kioskNamed, steady }: AccessLogOptions): AccessLog {
  /** When who looked at whom, newest last. */
  const looks = new Map<string, number>()

  function look(caller: Caller, action: AuditAction, person: PersonId): void {
    // Where nobody has to sign in, an entry could not say who it was.
    if (caller.account === undefined) return
    const key = `${caller.account} ${action} ${person}`
    const at = steady()
    if (at - (looks.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return
    looks.delete(key)
    looks.set(key, at)
    if (looks.size > maxLooks) looks.delete(looks.keys().next().value!)
    store.audit.appendIfPossible({ ...caller, action, subject: `person ${person}`, details: {} })
  }

  function noteProgram<M extends MethodName>(name: M, input: Parsed<M>, { actor, via }: Caller): void {
    const reads: ((input: Parsed<M>) => PersonId | null) | undefined = programReads[name]
    if (via !== 'api' || reads === undefined) return
    const person = reads(input)
    const people = person === null ? [] : [person]
    counted.note({ actor, via, action: 'api.read', subject: 'people', people, method: name })
  }

  return {
    noteAnswer(name, input, output, caller) {
      noteProgram(name, input, caller)
      const rule: Rule<typeof name> | undefined = rules[name]
      const { actor, via } = caller
      const tools: Tools = {
        ...{ store, kioskNamed },
        look: (action, person) => look(caller, action, person),
        count: (action, subject, people = []) => counted.note({ actor, via, action, subject, people }),
        countStranger: (action, subject) => counted.note({ actor: 'unknown', via: 'api', action, subject }),
      }
      rule?.(tools, input, output)
    },
    noteRefusal(name, error, { actor, via, account, role }) {
      const forbidden = error instanceof AppError && error.reason === 'role-forbids'
      // Whoever has not signed in is nobody yet, and a page that was signed out asks on.
      if (!forbidden || (account === undefined && role !== 'kiosk')) return
      counted.note({ actor, via, action: 'access.refuse', subject: 'call', method: name })
    },
  }
}
