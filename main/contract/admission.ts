import { type Access, access, type Covers, type Hearing, hearing, withoutEvidence } from './access.ts'
import type { MethodName, Output, Parsed } from './api.ts'
import type { Caller } from './caller.ts'
import type { PersonId } from './entities.ts'
import { AppError } from './errors.ts'
import type { Frame } from './frame.ts'
import type { FrameResult } from './frame-result.ts'
import type { Message, TopicName } from './topics.ts'

/** The groups that a person is in now. */
export type GroupsOf = (person: PersonId) => readonly string[]

/** Finds the people that a caller is responsible for: everybody, unless limited to groups. */
export function toCovers({ groups }: Caller, groupsOf: GroupsOf): Covers {
  return groups == null ? () => true : (person) => groupsOf(person).some((group) => groups.includes(group))
}

/** @throws AppError `role-forbids` for a person whom the caller is not responsible for */
export function assertCovered(caller: Caller, person: PersonId, groupsOf: GroupsOf): void {
  if (!toCovers(caller, groupsOf)(person)) throw forbiddenError('This person is in none of your groups.')
}

/**
 * Refuses a call that the caller's role does not allow.
 * @throws AppError `sign-in-needed` or `role-forbids`
 */
export function admit<M extends MethodName>(name: M, input: Parsed<M>, caller: Caller, groupsOf: GroupsOf): void {
  const rule: Access<M> = access[name]
  admitRole(name, caller)
  if (rule.may?.(input, caller) === false) throw forbiddenError('Your role does not allow this.')
  if (caller.groups == null || rule.about === undefined) return
  const person = rule.about(input)
  if (person === null) throw forbiddenError('Choose a person of your groups.')
  assertCovered(caller, person, groupsOf)
}

/** Does the part of `admit` that needs no input, before anything that a stranger sends is parsed. */
export function admitRole(name: MethodName, caller: Caller): void {
  if (access[name].roles.includes(caller.role)) return
  if (caller.role === 'signed-out') throw new AppError('sign-in-needed', 'Sign in first.')
  throw forbiddenError('Your role does not allow this.')
}

/** Reduces an answer to what the caller may see. */
export function confine<M extends MethodName>(
  name: M,
  output: Output<M>,
  caller: Caller,
  groupsOf: GroupsOf,
): Output<M> {
  const rule: Access<M> = access[name]
  return caller.groups == null || rule.filter === undefined ? output : rule.filter(output, toCovers(caller, groupsOf))
}

/** What a caller hears of an announcement; null for nothing. */
export function confineMessage<T extends TopicName>(
  topic: T,
  message: Message<T>,
  caller: Caller,
  groupsOf: GroupsOf,
): Message<T> | null {
  const rule: Hearing<T> = hearing[topic]
  if (!rule.roles.includes(caller.role) || rule.may?.(message, caller) === false) return null
  const person = caller.groups == null ? null : (rule.about?.(message) ?? null)
  if (person !== null && !toCovers(caller, groupsOf)(person)) return null
  return rule.atDoor !== undefined && isDoor(caller) ? rule.atDoor(message) : message
}

/** Whether whoever stands at the window may be anybody. */
const isDoor = ({ role }: Caller): boolean => role === 'kiosk' || role === 'signed-out'

/** Refuses a frame that a window may not send: enrolment is the personnel office's, and a kiosk is itself alone. */
export function admitFrame({ purpose, kiosk }: Pick<Frame, 'purpose' | 'kiosk'>, { role, actor }: Caller): void {
  if (purpose === 'enrol' && !access['enrol.photo'].roles.includes(role))
    throw forbiddenError('Sign in to enrol people.')
  const own = actor.toLowerCase()
  const named = kiosk.toLowerCase()
  if (role !== 'kiosk' || named === own || named === `${own} turned`) return
  throw forbiddenError(`This is the kiosk "${actor}", and no other one.`)
}

/** Who else a face is like is for the office, not for whoever stands at a door. */
export function confineFrame(result: FrameResult, caller: Caller): FrameResult {
  if (!isDoor(caller)) return result
  const faces = result.faces.map((face) => ({ ...face, candidates: [] }))
  return { ...result, faces, events: result.events.map(withoutEvidence) }
}

function forbiddenError(message: string): AppError {
  return new AppError('role-forbids', message)
}
