import { expect, test } from 'vitest'
import { access, hearing } from '../../main/contract/access.ts'
import { type MethodName, methods } from '../../main/contract/api.ts'
import { type Role, roles } from '../../main/contract/roles.ts'

const names = Object.keys(methods) as MethodName[]
const allowed = (role: Role) => names.filter((name) => access[name].roles.includes(role)).sort()

const kiosk = [
  'accounts.session',
  'accounts.stayActive',
  'consent.asked',
  'consent.identify',
  'consent.sign',
  'consent.withdrawHere',
  'attendance.request',
  'guests.find',
  'guests.hosts',
  'guests.signIn',
  'guests.signOut',
  'hours.close',
  'hours.confirm',
  'hours.get',
  'hours.open',
  'looks.decline',
  'looks.keep',
  'kiosks.answer',
  'kiosks.dispute',
  'kiosks.entries',
  'kiosks.get',
  'kiosks.reportBlind',
  'office.waiting',
  'people.photo',
  'pin.check',
  'pin.identify',
  'privacy.notice',
  'settings.get',
  'system.installation',
]
const signedOut = [
  ...kiosk,
  'accounts.begin',
  'accounts.recover',
  'accounts.signIn',
  'accounts.signOut',
  'identityProvider.begin',
  'identityProvider.cancel',
  'identityProvider.finish',
]
/** One's own account, and what everybody in the office sees. */
const staff = [
  ...signedOut,
  'accounts.beginSecondStep',
  'accounts.changePassphrase',
  'accounts.confirmSecondStep',
  'accounts.removeSecondStep',
  'attendance.rules.get',
  'attendance.today',
  'kiosks.list',
  'notices.list',
  'people.find',
  'people.list',
  'settings.set',
]
const manager = [
  ...staff,
  'attendance.correct',
  'attendance.decide',
  'attendance.filters.get',
  'attendance.group',
  'attendance.history',
  'attendance.requests',
  'attendance.rhythm',
  'attendance.timesheet',
  'events.list',
  'hours.list',
  'people.get',
]
/** What an auditor may besides reading: write a file of what they read, and look after their own account. */
const auditorWrites = [
  'attendance.cancelExport',
  'attendance.export',
  'audit.export',
  'events.export',
  'privacy.write',
  'system.cancelDoctor',
]

test('every method and every topic has a rule, and no rule is for nothing', () => {
  expect(Object.keys(access).sort()).toEqual([...names].sort())
  for (const name of names) expect(access[name].roles, name).toContain('owner')
  for (const rule of Object.values(hearing)) expect(rule.roles).toContain('owner')
})

test('a kiosk, a signed-out window, a reception and a manager may this and nothing else', () => {
  expect(allowed('kiosk')).toEqual([...kiosk].sort())
  expect(allowed('signed-out')).toEqual([...signedOut].sort())
  expect(allowed('reception')).toEqual([...staff, 'guests.list'].sort())
  expect(allowed('manager')).toEqual([...manager].sort())
})

test('an owner may everything', () => {
  expect(allowed('owner')).toEqual([...names].sort())
})

test('the personnel office may neither change what recognition does, nor open other ways in, nor replace the data', () => {
  const refused = names.filter((name) => !access[name].roles.includes('hr'))
  const families = new Set(refused.map((name) => name.split('.')[0]))
  expect([...families].sort()).toEqual(
    [
      'accounts',
      'audit',
      'backups',
      'consent',
      'keys',
      'identityProvider',
      'kiosks',
      'metric',
      'privacy',
      'modelChange',
      'models',
      'office',
      'records',
      'rest',
      'restore',
      'retention',
      'system',
      'thresholds',
      'webhooks',
    ].sort(),
  )
  expect(refused).toEqual(expect.arrayContaining(['thresholds.apply', 'kiosks.set', 'rest.createToken', 'restore.run']))
})

test('an auditor changes nothing', () => {
  const reading =
    /\.(get|list|find|today|timesheet|group|rhythm|history|requests|report|status|tokens|deliveries|info)$/
  const more = new Set([
    ...staff,
    ...auditorWrites,
    'audit.actors',
    'attendance.readExport',
    'metric.figure',
    'metric.losses',
    'metric.pixelFigure',
    'metric.sets',
    'metric.stopped',
    'modelChange.missing',
    'modelChange.state',
    'people.lookAlikes',
    'people.merges',
    'people.similarity',
    'quality.evidence',
    'system.doctor',
    'consent.policy',
    'consent.signature',
    'privacy.rules',
    'records.head',
    'retention.preview',
    'records.export',
  ])
  expect(allowed('auditor').filter((name) => !reading.test(name) && !more.has(name))).toEqual([])
  expect(allowed('auditor')).toEqual(expect.arrayContaining(['audit.list', 'events.list', 'people.get']))
})

test('every role is somebody', () => {
  for (const role of roles) expect(allowed(role).length, role).toBeGreaterThan(10)
})
