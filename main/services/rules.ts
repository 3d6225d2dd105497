import { maxSessionMinutes, type PersonPlan, readRules, type Worker } from '../attendance/schedule.ts'
import { AttendanceRules, type LocalDate, officeZone, standardPolicy } from '../contract/attendance-rules.ts'
import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import type { Publish } from '../contract/topics.ts'
import { type PersonRules, ruleKey, subtract } from '../store/moved.ts'
import type { Store } from '../store/open.ts'

/** The attendance rules in force, read once for each version. */
export interface Rules {
  readonly current: () => RulesInForce
  /**
   * @throws AppError `changed-meanwhile` when `read` is not the version in force, `rule-gone` when the rules contradict
   * themselves
   */
  set(rules: AttendanceRules, read: number, caller: Caller): RulesInForce
  /**
   * Gives leaves and assignments of one person to another.
   * @param only those to give, whoever they name; all when it is left out
   * @returns what was given
   */
  reassign(from: PersonId, to: PersonId, caller: Caller, only?: PersonRules): PersonRules
}

export interface RulesInForce {
  readonly version: number
  readonly rules: AttendanceRules
  /** The first day that entries are kept of; null for all days. */
  readonly keptFrom: LocalDate | null
  readonly planOf: (worker: Worker) => PersonPlan
  /** Milliseconds of the longest session that any policy and schedule allow. */
  readonly maxSession: number
}

/**
 * Parses rules, also as earlier versions stored them.
 * @throws when they cannot be read, or contradict themselves as damaged ones may
 */
function readable(stored: unknown): AttendanceRules {
  const rules = AttendanceRules.parse(withBreaksAsBefore(stored))
  readRules(rules)
  return rules
}

/** Raise it when a change of code changes the sums of days, so that stored ones are computed again. */
const calculation = 2

/**
 * Opens the rules. Until somebody writes some, there is one policy and no schedule.
 * @param zone in which this policy counts days
 */
export function openRules(store: Store, zone: () => string): Rules {
  let inForce = read()

  function read(): RulesInForce {
    const { version, value } = store.documents.get('attendance-rules', readable)
    const standard = { policies: [{ ...standardPolicy, zone: zone() }] }
    return inForceOf(version, value ?? AttendanceRules.parse(standard), store.agedEntries.findFirstDay())
  }

  /** Compares rules without the leaves, which change often and only concern their own people. */
  function rebase(next: RulesInForce, changed: readonly PersonId[]) {
    const { leaves: _, ...shared } = next.rules
    const basis = [calculation, shared, ...(next.keptFrom === null ? [] : [next.keptFrom])]
    store.attendance.rebase(JSON.stringify(basis), slackDays(next), changed)
  }

  // Catches up when a process ended in between, or was of another version.
  rebase(inForce, [])

  function current(): RulesInForce {
    const keptFrom = store.agedEntries.findFirstDay()
    if (store.documents.readVersion('attendance-rules') !== inForce.version) inForce = read()
    else if (keptFrom !== inForce.keptFrom) {
      inForce = inForceOf(inForce.version, inForce.rules, keptFrom)
      rebase(inForce, [])
    }
    return inForce
  }

  function set(rules: AttendanceRules, version: number, caller: Caller): RulesInForce {
    const before = current()
    const next = inForceOf(version + 1, rules, before.keptFrom)
    store.transaction(() => {
      store.documents.put('attendance-rules', rules, version, caller.actor)
      rebase(next, peopleWithOtherLeaves(before.rules, rules))
      const details = { version: next.version }
      store.audit.append({ ...caller, action: 'attendance.rules', subject: 'rules', details })
    })
    inForce = next
    return inForce
  }

  return {
    current,
    set,
    reassign(from, to, caller, only) {
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
      set(next, version, caller)
      return given
    },
  }
}

/** Warns that the machine is in another time zone, where no written rules name one. */
export function warnOfOtherZone({ version, rules }: RulesInForce, machine: string, publish: Publish): void {
  const counted = officeZone(rules)
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

/** Returns those of `mine` that are also in `wanted`, whoever it names. */
function common(mine: PersonRules, wanted: PersonRules): PersonRules {
  const both = <T extends Parameters<typeof ruleKey>[0]>(own: readonly T[], other: readonly T[]) => {
    const rest = new Set(subtract(own, other, ruleKey))
    return own.filter((rule) => !rest.has(rule))
  }
  return { leaves: both(mine.leaves, wanted.leaves), assignments: both(mine.assignments, wanted.assignments) }
}

/**
 * Keeps rules that are older than the deduction of shift breaks without it, until somebody switches it on: figures that
 * people were paid by must not change by themselves.
 */
function withBreaksAsBefore(value: unknown): unknown {
  const { policies = [] } = value as { policies?: { breaks?: object }[] }
  const before = policies.map((policy) => ({ ...policy, breaks: { deductShiftBreaks: false, ...policy.breaks } }))
  return { ...(value as object), policies: before }
}

function inForceOf(version: number, rules: AttendanceRules, keptFrom: LocalDate | null): RulesInForce {
  const plans = rules.schedules.flatMap(({ pattern }) => pattern.days)
  const longest = Math.max(...rules.policies.map((policy) => maxSessionMinutes(policy, plans)))
  return { version, rules, keptFrom, planOf: readRules(rules, keptFrom), maxSession: longest * 60_000 }
}

/** An event may complete a session that began so long ago; one day more, because days here begin at midnight UTC. */
function slackDays({ maxSession }: RulesInForce): number {
  return Math.ceil(maxSession / 86_400_000) + 1
}

function peopleWithOtherLeaves(before: AttendanceRules, after: AttendanceRules): PersonId[] {
  const leavesOf = (rules: AttendanceRules) =>
    new Map(
      [...Map.groupBy(rules.leaves, ({ personId }) => personId)].map(([id, leaves]) => [id, JSON.stringify(leaves)]),
    )
  const [old, now] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id))
}
