import { access } from '../contract/access.ts'
import type { MethodName } from '../contract/api.ts'
import { type Role, roles } from '../contract/roles.ts'

/** What somebody may do, by the call that does it. */
const capabilityMethods = {
  whoIsIn: 'attendance.today',
  people: 'people.list',
  photos: 'people.get',
  enrol: 'enrol.photo',
  erase: 'people.erase',
  consent: 'consent.record',
  hours: 'attendance.timesheet',
  correct: 'attendance.correct',
  exportHours: 'attendance.export',
  handOut: 'people.exportData',
  search: 'search.photo',
  strangers: 'visitors.list',
  guests: 'guests.list',
  audit: 'audit.list',
  decide: 'consent.setPolicy',
  recognition: 'thresholds.apply',
  connect: 'webhooks.add',
  backUp: 'system.backup',
  accounts: 'accounts.create',
} as const satisfies Record<string, MethodName>

export type Capability = keyof typeof capabilityMethods
export const capabilities = Object.keys(capabilityMethods) as Capability[]

/** Who may do what, in the order of `roles`, by the table that the engine holds every call to. */
export function accessTable(): readonly (readonly [Capability, readonly boolean[]])[] {
  return capabilities.map((each) => [each, roles.map((role) => mayCall(role, capabilityMethods[each]))])
}

const mayCall = (role: Role, method: MethodName) => access[method].roles.includes(role)
