import { type PersonPlan, readRules, type Worker } from '../attendance/schedule.ts'
import { AttendanceRules } from '../contract/attendance.ts'
import type { PersonId } from '../contract/entities.ts'
import { type PersonRules, ruleKey, without } from '../store/moved.ts'
import type { Store } from '../store/open.ts'
import type { Context } from './context.ts'

/** The attendance rules in force, read once for each version. */
export interface Rules {
  readonly current: () => RulesInForce
  /** @throws AppError `invalid-input` when `read` is not the version in force, or the rules contradict themselves */
  set(rules: AttendanceRules, read: number, actor: string): RulesInForce
  /** Takes the leaves and assignments of somebody who is erased out of the rules, former versions included. */
  forgetPerson(id: PersonId, actor: string): void
  /**
   * Gives leaves and assignments of one person to another.
   * @param only nothing but these, whoever they name, as far as they are there; all when it is left out
   * @returns what was given
   */
  reassign(from: PersonId, to: PersonId, actor: string, only?: PersonRules): PersonRules
}

export interface RulesInForce {
  readonly version: number
  readonly rules: AttendanceRules
  readonly planOf: (worker: Worker) => PersonPlan
  /** Milliseconds; a session that any policy allows is not longer. */
  readonly longestSession: number
}

/** Counts up when the sums of days change by a change of code, so that those kept in the database are made anew. */
const calculation = 1

/**
 * Until somebody writes rules, one policy holds and no schedule says anything.
 * @param zone that this policy counts days in
 */
export function openRules(store: Store, zone: () => string): Rules {
  let inForce = read()

  function read(): RulesInForce {
    const stored = store.documents.get('attendance-rules')
    const rules = AttendanceRules.parse(
      stored?.value ?? { policies: [{ id: 'standard', name: 'Standard', zone: zone() }] },
    )
    return inForceOf(stored?.version ?? 0, rules)
  }

  /** Rules are compared without the leaves: those change often, and only for their own people. */
  function rebase(next: RulesInForce, changed: readonly PersonId[]) {
    const { leaves: _, ...shared } = next.rules
    store.attendance.rebase(JSON.stringify([calculation, shared]), slackDays(next), changed)
  }

  // A process that ended between the rules and this, or was of another version, is made up for here.
  rebase(inForce, [])

  function current(): RulesInForce {
    if (store.documents.version('attendance-rules') !== inForce.version) inForce = read()
    return inForce
  }

  function set(rules: AttendanceRules, version: number, actor: string): RulesInForce {
    const before = current()
    const next = inForceOf(version + 1, rules)
    store.transaction(() => {
      store.documents.put('attendance-rules', rules, version, actor)
      rebase(next, peopleWithOtherLeaves(before.rules, rules))
      const details = { version: next.version }
      store.audit.append({ actor, action: 'attendance.rules', subject: 'rules', details })
    })
    inForce = next
    return inForce
  }

  return {
    current,
    set,
    reassign(from, to, actor, only) {
      const { rules, version } = current()
      const mine = rulesOf(rules, from)
      const given = only === undefined ? mine : common(mine, only)
      if (given.leaves.length + given.assignments.length === 0) return given
      const [leaves, assignments] = [new Set(given.leaves), new Set(given.assignments)]
      const next = {
        ...rules,
        leaves: rules.leaves.map((leave) => (leaves.has(leave) ? { ...leave, personId: to } : leave)),
        assignments: rules.assignments.map((assignment) =>
          assignments.has(assignment)
            ? { ...assignment, target: { kind: 'person' as const, personId: to } }
            : assignment,
        ),
      }
      set(next, version, actor)
      return given
    },
    forgetPerson: (id, actor) =>
      store.documents.rewrite('attendance-rules', (value) => withoutPerson(value, id), actor),
  }
}

/** Says that the machine was moved to another zone, where nobody wrote rules that name one. */
export function warnOfOtherZone({ version, rules }: RulesInForce, machine: string, publish: Context['publish']): void {
  const counted = rules.policies[0]!.zone
  if (version > 0 || counted === machine) return
  const message = `This computer is in the time zone ${machine}; days go on being counted in ${counted}, so that past ones stay as they are. Change it in the rules if the office has moved.`
  publish('notice', { level: 'warning', code: 'zone-differs', message, details: { machine, counted } })
}

function rulesOf({ leaves, assignments }: PersonRules, id: PersonId): PersonRules {
  return {
    leaves: leaves.filter(({ personId }) => personId === id),
    assignments: assignments.filter(({ target }) => target.kind === 'person' && target.personId === id),
  }
}

/** Those of `mine` that `wanted` has too, whoever it names. */
function common(mine: PersonRules, wanted: PersonRules): PersonRules {
  const both = <T extends Parameters<typeof ruleKey>[0]>(own: readonly T[], other: readonly T[]) => {
    const rest = new Set(without(own, other, ruleKey))
    return own.filter((rule) => !rest.has(rule))
  }
  return { leaves: both(mine.leaves, wanted.leaves), assignments: both(mine.assignments, wanted.assignments) }
}

/** What is stored, whichever version of Rollcall stored it. */
function withoutPerson(value: unknown, id: PersonId): unknown {
  const { leaves = [], assignments = [] } = value as Partial<Pick<AttendanceRules, 'leaves' | 'assignments'>>
  const kept = {
    leaves: leaves.filter(({ personId }) => personId !== id),
    assignments: assignments.filter(({ target }) => target.kind !== 'person' || target.personId !== id),
  }
  const same = kept.leaves.length === leaves.length && kept.assignments.length === assignments.length
  return same ? value : { ...(value as object), ...kept }
}

function inForceOf(version: number, rules: AttendanceRules): RulesInForce {
  const longest = Math.max(...rules.policies.map((policy) => policy.longestSessionMinutes))
  return { version, rules, planOf: readRules(rules), longestSession: longest * 60_000 }
}

/** An event may complete a session that began so long ago; a day more, since days here begin at midnight UTC. */
function slackDays({ longestSession }: RulesInForce): number {
  return Math.ceil(longestSession / 86_400_000) + 1
}

function peopleWithOtherLeaves(before: AttendanceRules, after: AttendanceRules): PersonId[] {
  const leavesOf = (rules: AttendanceRules) =>
    new Map(
      [...Map.groupBy(rules.leaves, ({ personId }) => personId)].map(([id, leaves]) => [id, JSON.stringify(leaves)]),
    )
  const [old, now] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id))
}
