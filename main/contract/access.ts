import type { Input, MethodName, Output, Parsed } from './api.ts'
import type { Caller } from './caller.ts'
import type { PersonId } from './entities.ts'
import type { AttendanceEvent } from './events.ts'
import type { Role } from './roles.ts'
import type { Message, TopicName } from './topics.ts'

/** Tells whether a manager is responsible for a person. */
export type Covers = (person: PersonId) => boolean

/** Who may call a method, and what a manager may reach by it. */
export interface Access<M extends MethodName> {
  readonly roles: readonly Role[]
  /** Further conditions on what a role may ask for. */
  readonly may?: (input: Parsed<M>, caller: Caller) => boolean
  /** Finds the person that the input is about, for whom a manager must be responsible. */
  readonly about?: (input: Parsed<M>) => PersonId | null
  /** Reduces an answer to what a manager may see. */
  readonly filter?: (output: Output<M>, covers: Covers) => Output<M>
}

const owner = ['owner'] as const
const personnel = ['owner', 'hr'] as const
/** Including those who may read only. */
const readers = [...personnel, 'auditor'] as const
const managers = [...personnel, 'manager'] as const
const managersReading = [...readers, 'manager'] as const
const reception = [...personnel, 'reception'] as const
const staff = ['owner', 'hr', 'manager', 'reception', 'auditor'] as const
const signingIn = [...staff, 'signed-out'] as const
/** What a kiosk needs, and so every window that shows one. */
const door = [...signingIn, 'kiosk'] as const

const only = <M extends MethodName>(roles: readonly Role[], more: Omit<Access<M>, 'roles'> = {}): Access<M> => ({
  roles,
  ...more,
})

/** A kiosk's own window may only call for its own kiosk. */
const ofOwnKiosk =
  <I>(named: (input: I) => string) =>
  (input: I, { role, actor }: Caller): boolean =>
    role !== 'kiosk' || named(input).toLowerCase() === actor.toLowerCase()

/** Settings of appearance, which everybody may change. */
const looks: readonly string[] = ['theme', 'language', 'clock'] satisfies (keyof Input<'settings.set'>)[]

/** Who may call each method, in every shell. */
export const access: { readonly [M in MethodName]: Access<M> } = {
  'accounts.session': only(door),
  'accounts.begin': only(signingIn),
  'accounts.signIn': only(signingIn),
  // Called by the app itself, which then unlocks the window.
  'accounts.permitLeaving': only(owner),
  'accounts.signOut': only(signingIn),
  'accounts.stayActive': only(door),
  'accounts.recover': only(signingIn),
  'accounts.list': only(['owner', 'auditor']),
  'accounts.create': only(owner),
  'accounts.update': only(owner),
  'accounts.remove': only(owner),
  'accounts.resetPassphrase': only(owner),
  'accounts.setIdentity': only(owner),
  'accounts.changePassphrase': only(staff),
  'accounts.beginSecondStep': only(staff),
  'accounts.confirmSecondStep': only(staff),
  'accounts.removeSecondStep': only(staff),
  'identityProvider.get': only(['owner', 'auditor']),
  'identityProvider.set': only(owner),
  'identityProvider.remove': only(owner),
  'identityProvider.begin': only(signingIn),
  'identityProvider.finish': only(signingIn),
  'identityProvider.cancel': only(signingIn),

  'settings.get': only(door),
  'settings.set': only(staff, {
    may: (input, { role }) => role === 'owner' || Object.keys(input).every((name) => looks.includes(name)),
  }),
  'system.installation': only(door),
  'system.info': only(readers),
  'system.doctor': only(['owner', 'auditor']),
  'system.cancelDoctor': only(['owner', 'auditor']),
  'system.backup': only(owner),
  'backups.list': only(['owner', 'auditor']),
  'retention.preview': only(['owner', 'auditor']),
  'retention.run': only(owner),
  'backups.remove': only(owner),
  'backups.recoveryKey': only(owner),
  'keys.check': only(owner),
  'keys.move': only(owner),
  'keys.rotate': only(owner),
  'restore.kept': only(owner),
  'restore.receive': only(owner),
  'restore.preview': only(owner),
  'restore.run': only(owner),
  'restore.discard': only(owner),
  'restore.reopen': only(owner),
  'notices.list': only(staff),
  'notices.dismiss': only(personnel),
  'audit.list': only(['owner', 'auditor']),
  'audit.actors': only(['owner', 'auditor']),
  'audit.export': only(['owner', 'auditor']),

  'consent.policy': only(readers),
  'consent.setPolicy': only(owner),
  'consent.get': only(readers),
  'consent.list': only(readers),
  'consent.signature': only(readers),
  'consent.record': only(personnel),
  'consent.importPapers': only(personnel),
  'consent.withdraw': only(personnel),
  'consent.setGuardian': only(personnel),
  'consent.ask': only(personnel),
  'consent.asked': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'consent.sign': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'consent.identify': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'consent.withdrawHere': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),

  'privacy.notice': only(door),
  'privacy.write': only(readers),
  'privacy.rules': only(readers),
  'privacy.choose': only(owner),

  'records.head': only(['owner', 'auditor']),
  'records.export': only(['owner', 'auditor']),

  'kiosks.get': only(door, { may: ofOwnKiosk(({ name }) => name) }),
  'kiosks.entries': only(door),
  'kiosks.answer': only(door),
  'kiosks.dispute': only(door),
  'kiosks.reportBlind': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'kiosks.list': only(staff),
  'kiosks.set': only(owner),
  'guests.hosts': only(door),
  'guests.find': only(door),
  'guests.list': only([...reception, 'auditor']),
  'guests.signIn': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'guests.signOut': only(door),
  'guests.forget': only(personnel),
  'pin.check': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'pin.identify': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'pin.list': only(personnel),
  'pin.set': only(personnel),
  'pin.remove': only(personnel),
  'pin.unlock': only(personnel),
  'pin.unlockKiosk': only(personnel),

  'hours.open': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'hours.get': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'hours.confirm': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'hours.close': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'hours.list': only(managersReading, {
    filter: ({ people }, covers) => ({ people: people.filter(({ person }) => covers(person.id)) }),
  }),

  'people.list': only(staff, {
    filter({ people, ...found }, covers) {
      const own = people.filter(({ id }) => covers(id))
      return { ...found, people: own, total: own.length }
    },
  }),
  'people.find': only(staff, { filter: ({ people }, covers) => ({ people: people.filter(({ id }) => covers(id)) }) }),
  'people.get': only(managersReading, { about: ({ id }) => id }),
  // The handler decides which photos a door and a manager may see.
  'people.photo': only(door),
  'people.create': only(personnel),
  'people.update': only(personnel),
  'people.erase': only(personnel),
  'people.exportData': only(personnel),
  'people.merge': only(personnel),
  'people.merges': only(readers),
  'people.unmerge': only(personnel),
  'people.lookAlikes': only(readers),
  'people.similarity': only(readers),
  'people.eraseTemplate': only(personnel),
  'enrol.inspect': only(personnel),
  'enrol.photo': only(personnel),
  'enrol.newPerson': only(personnel),
  'enrol.majority': only(personnel),
  'imports.plan': only(personnel),
  'imports.begin': only(personnel),
  'imports.missing': only(personnel),
  'imports.hand': only(personnel),
  'imports.hold': only(personnel),
  'imports.leave': only(personnel),
  'imports.progress': only(personnel),
  'imports.pause': only(personnel),
  'imports.resume': only(personnel),
  'imports.end': only(personnel),
  'imports.report': only(personnel),
  'imports.queue': only(personnel),
  'imports.photo': only(personnel),
  'imports.decide': only(personnel),
  'visitors.list': only(readers),
  'visitors.assign': only(personnel),
  'visitors.erase': only(personnel),
  'looks.keep': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'looks.decline': only(door, { may: ofOwnKiosk(({ kiosk }) => kiosk) }),
  'looks.list': only(readers),
  'looks.accept': only(personnel),
  'looks.refuse': only(personnel),
  'search.photo': only(personnel),
  'search.compare': only(personnel),

  'events.list': only(managersReading, { about: ({ personId }) => personId }),
  'events.export': only(readers),
  'disputes.list': only(readers),
  'disputes.decide': only(personnel),
  'attendance.today': only(staff, {
    filter: (today, covers) => ({ ...today, people: today.people.filter(({ person }) => covers(person.id)) }),
  }),
  'attendance.timesheet': only(managersReading, { about: ({ personId }) => personId }),
  'attendance.group': only(managersReading, { may: ({ scope }, caller) => mayScope(scope, caller) }),
  'attendance.rhythm': only(managersReading, { may: ({ scope }, caller) => mayScope(scope, caller) }),
  'attendance.correct': only(managers, { about: ({ draft }) => draft.personId }),
  'attendance.history': only(managersReading, {
    filter: ({ events }, covers) => ({ events: events.filter(({ person }) => covers(person.id)) }),
  }),
  'attendance.requests': only(managersReading, {
    filter: ({ requests }, covers) => ({ requests: requests.filter(({ person }) => covers(person.id)) }),
  }),
  'attendance.request': only(door),
  // The handler knows whose request it is.
  'attendance.decide': only(managers),
  'attendance.rules.get': only(staff),
  'attendance.rules.set': only(personnel),
  'attendance.holidays.read': only(personnel),
  'attendance.export': only(readers),
  'attendance.cancelExport': only(readers),
  'attendance.readExport': only(readers),
  'attendance.filters.get': only(managersReading),
  'attendance.filters.set': only(personnel),

  'webhooks.list': only(['owner', 'auditor']),
  'webhooks.add': only(owner),
  'webhooks.renewSecret': only(owner),
  'webhooks.update': only(owner),
  'webhooks.remove': only(owner),
  'webhooks.deliveries': only(['owner', 'auditor']),
  'webhooks.retry': only(owner),
  'webhooks.test': only(owner),
  'rest.status': only(['owner', 'auditor']),
  'rest.tokens': only(['owner', 'auditor']),
  'rest.createToken': only(owner),
  'rest.revokeToken': only(owner),
  'rest.check': only(owner),
  'office.status': only(['owner', 'auditor']),
  'office.waiting': only(door),
  'office.create': only(owner),
  'office.invite': only(owner),
  'office.join': only(owner),
  'office.confirm': only(owner),
  'office.revoke': only(owner),
  'office.leave': only(owner),
  'office.resume': only(owner),
  'office.check': only(owner),
  'office.recoveryKey': only(owner),
  'quality.evidence': only(readers),
  'thresholds.report': only(readers),
  'thresholds.calibrate': only(owner),
  'thresholds.apply': only(owner),
  'metric.losses': only(['owner', 'auditor']),
  'metric.sets': only(['owner', 'auditor']),
  'metric.list': only(['owner', 'auditor']),
  'metric.figure': only(['owner', 'auditor']),
  'metric.pixelFigure': only(['owner', 'auditor']),
  'metric.stopped': only(['owner', 'auditor']),
  'metric.train': only(owner),
  'metric.compare': only(owner),
  'metric.cancel': only(owner),
  'metric.adopt': only(owner),
  'metric.undo': only(owner),
  'metric.export': only(owner),
  'metric.exportPack': only(owner),
  'metric.import': only(owner),
  'modelChange.state': only(readers),
  'modelChange.missing': only(readers),
  'modelChange.begin': only(owner),
  'modelChange.run': only(owner),
  'modelChange.switch': only(owner),
  'modelChange.end': only(owner),
  'models.list': only(['owner', 'auditor']),
  'models.receive': only(owner),
  'models.add': only(owner),
  'models.cancel': only(owner),
  'models.try': only(owner),
  'models.setSecondOpinion': only(owner),
  'models.remove': only(owner),
}

/** Who receives an announcement, and of whom a manager does. */
export interface Hearing<T extends TopicName> {
  readonly roles: readonly Role[]
  readonly may?: (message: Message<T>, caller: Caller) => boolean
  readonly about?: (message: Message<T>) => PersonId | null
  /** What a window hears at which anybody may stand. */
  readonly atDoor?: (message: Message<T>) => Message<T>
}

/** An entry as a door may know it: whose it is, and not who else it might have been. */
export const withoutEvidence = (event: AttendanceEvent): AttendanceEvent => ({
  ...event,
  ...{
    employeeNumber: null,
    similarity: null,
    runnerUp: null,
    liveness: null,
    quality: null,
    livenessModels: null,
    actor: null,
    reason: null,
  },
})

const heardBy = <T extends TopicName>(roles: readonly Role[], more: Omit<Hearing<T>, 'roles'> = {}): Hearing<T> => ({
  roles,
  ...more,
})

/** The only notices for a door: what it shows is out of date. */
const doorNotices: readonly string[] = ['data-restored', 'engine-restarted']

export const hearing: { readonly [T in TopicName]: Hearing<T> } = {
  'event.recorded': heardBy(door, { about: ({ person }) => person.id, atDoor: withoutEvidence }),
  'people.changed': heardBy(door),
  'settings.changed': heardBy(door),
  'kiosks.changed': heardBy(door),
  'guests.changed': heardBy(door),
  'accounts.changed': heardBy(signingIn),
  'imports.changed': heardBy(personnel),
  'backups.changed': heardBy(['owner', 'auditor']),
  'rules.changed': heardBy(staff),
  'requests.changed': heardBy(managersReading),
  'disputes.changed': heardBy(readers),
  'confirmations.changed': heardBy(managersReading),
  'looks.changed': heardBy(readers),
  'pins.changed': heardBy(personnel),
  'webhooks.changed': heardBy(['owner', 'auditor']),
  'tokens.changed': heardBy(['owner', 'auditor']),
  'filters.changed': heardBy(managersReading),
  'metric.changed': heardBy(readers),
  'metric.learning': heardBy(['owner', 'auditor']),
  'modelChange.changed': heardBy(readers),
  'models.changed': heardBy(['owner', 'auditor']),
  'office.changed': heardBy(door),
  notice: heardBy(door, {
    may: ({ code }, { role }) => (role !== 'kiosk' && role !== 'signed-out') || doorNotices.includes(code),
  }),
  progress: heardBy(readers),
}

function mayScope(scope: Input<'attendance.group'>['scope'], { role, groups }: Caller): boolean {
  return role !== 'manager' || (scope.kind === 'group' && groups?.includes(scope.group) === true)
}
