import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { MethodName } from '../../main/contract/api.ts'
import { type Message, type TopicName, topics } from '../../main/contract/topics.ts'
import { useClient } from '../client/context.tsx'

/** What makes answers outdated: an announcement, or a change made in this window. */
type Cause = TopicName | MethodName

/** Whatever changes entries or how they count. */
const counted = ['event.recorded', 'rules.changed', 'requests.changed', 'disputes.changed'] as const

/**
 * Every answer that a screen may show, with what outdates it. `useCall` takes only methods that stand here. A change is
 * listed beside an announcement where a screen must not be used again before it has the new answer.
 */
const causes = {
  'accounts.list': [
    'accounts.changed',
    'accounts.create',
    'accounts.update',
    'accounts.remove',
    'accounts.resetPassphrase',
    'accounts.setIdentity',
  ],
  'accounts.session': [
    'accounts.changed',
    'settings.changed',
    'accounts.begin',
    'accounts.signIn',
    'accounts.signOut',
    'accounts.recover',
    'accounts.confirmSecondStep',
    'accounts.removeSecondStep',
    'identityProvider.begin',
    'identityProvider.finish',
    'identityProvider.set',
    'identityProvider.remove',
  ],
  'attendance.filters.get': ['filters.changed'],
  'attendance.group': counted,
  'attendance.history': counted,
  'attendance.requests': ['requests.changed', 'event.recorded', 'attendance.decide'],
  'attendance.rhythm': [],
  'attendance.rules.get': ['rules.changed'],
  'attendance.timesheet': counted,
  'attendance.today': counted,
  'audit.actors': [],
  'backups.list': ['backups.changed', 'settings.changed', 'backups.remove', 'system.backup'],
  'consent.get': ['people.changed', 'consent.record', 'consent.withdraw', 'consent.setGuardian'],
  'consent.list': ['people.changed', 'consent.record', 'consent.withdraw', 'consent.setPolicy'],
  'consent.policy': ['people.changed', 'consent.setPolicy', 'privacy.choose'],
  'disputes.list': ['disputes.changed', 'event.recorded'],
  // A merge transfers entries, and rules with them.
  'events.list': ['event.recorded', 'people.changed', 'rules.changed'],
  'guests.find': ['guests.changed'],
  'guests.hosts': ['people.changed'],
  'guests.list': ['guests.changed'],
  'hours.get': [...counted, 'confirmations.changed', 'hours.confirm', 'attendance.request'],
  'hours.list': [...counted, 'confirmations.changed'],
  'identityProvider.get': ['accounts.changed', 'identityProvider.set', 'identityProvider.remove'],
  'imports.photo': [],
  'imports.progress': [],
  'imports.queue': ['imports.decide'],
  'imports.report': ['imports.begin', 'imports.pause', 'imports.resume', 'imports.end'],
  'keys.check': ['keys.move', 'keys.rotate'],
  'kiosks.entries': ['event.recorded'],
  'kiosks.get': ['kiosks.changed'],
  'kiosks.list': ['kiosks.changed', 'kiosks.set'],
  'looks.list': ['looks.changed', 'people.changed', 'looks.accept', 'looks.refuse'],
  'metric.list': ['metric.changed'],
  'metric.losses': [],
  'metric.sets': ['metric.import'],
  'metric.stopped': ['metric.train'],
  'models.list': [
    'models.changed',
    'models.add',
    'models.try',
    'models.remove',
    'models.setSecondOpinion',
    'modelChange.begin',
    'modelChange.switch',
  ],
  'modelChange.missing': ['modelChange.changed', 'people.changed'],
  'modelChange.state': ['modelChange.changed', 'modelChange.begin', 'modelChange.switch', 'modelChange.end'],
  'office.status': [
    'office.changed',
    'office.create',
    'office.join',
    'office.invite',
    'office.confirm',
    'office.revoke',
    'office.leave',
    'office.resume',
    'office.check',
  ],
  'office.waiting': ['office.changed', 'event.recorded'],
  'people.get': ['people.changed'],
  'people.list': ['people.changed'],
  'people.lookAlikes': ['people.changed'],
  'people.merges': ['people.changed', 'people.unmerge'],
  'people.photo': [],
  'people.similarity': ['people.changed'],
  'pin.list': ['pins.changed', 'event.recorded', 'pin.set', 'pin.remove', 'pin.unlock', 'pin.unlockKiosk'],
  'privacy.notice': ['kiosks.changed', 'settings.changed', 'accounts.changed'],
  'privacy.rules': ['kiosks.changed', 'settings.changed', 'accounts.changed', 'people.changed', 'privacy.choose'],
  'quality.evidence': ['people.changed'],
  'rest.status': ['tokens.changed', 'webhooks.changed'],
  'rest.tokens': ['tokens.changed', 'rest.createToken', 'rest.revokeToken'],
  'retention.preview': ['people.changed', 'guests.changed', 'requests.changed', 'settings.changed', 'retention.run'],
  'restore.kept': ['backups.changed', 'settings.changed'],
  'search.compare': [],
  'search.photo': [],
  'settings.get': [],
  'system.info': [],
  'system.installation': [],
  'thresholds.calibrate': ['thresholds.apply', 'settings.set'],
  'thresholds.report': ['thresholds.apply', 'settings.set'],
  'visitors.list': ['people.changed', 'visitors.erase'],
  'webhooks.deliveries': ['webhooks.changed'],
  'webhooks.list': [
    'webhooks.changed',
    'webhooks.add',
    'webhooks.update',
    'webhooks.remove',
    'webhooks.retry',
    'webhooks.test',
  ],
} as const satisfies Partial<Record<MethodName, readonly Cause[]>>

/** A method whose answer is read again when it is outdated. */
export type Shown = keyof typeof causes

/** Reads the answers again that a cause has outdated and that are on screen. */
export async function outdate(queries: QueryClient, cause: Cause): Promise<void> {
  const old = Object.entries<readonly Cause[]>(causes).filter(([, own]) => own.includes(cause))
  await Promise.all(old.map(([method]) => queries.invalidateQueries({ queryKey: [method] })))
}

/** Reads outdated answers again when the engine announces a change. */
export function Freshness() {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => {
    const hear = <T extends TopicName>(topic: T, listener: (message: Message<T>) => void) =>
      client.subscribe(topic, listener)
    const names = Object.keys(topics) as TopicName[]
    const named = new Set<Cause>(Object.values(causes).flat())
    const stops = [
      ...names.filter((topic) => named.has(topic)).map((topic) => hear(topic, () => void outdate(queries, topic))),
      hear('settings.changed', (settings) => queries.setQueryData(['settings.get', {}], settings)),
      hear('notice', ({ code }) => {
        if (code === 'engine-restarted' || code === 'data-restored') void queries.invalidateQueries()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client, queries])
  return null
}
