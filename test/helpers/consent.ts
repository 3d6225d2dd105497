import type { App } from '../../main/app.ts'
import type { Input } from '../../main/contract/api.ts'

/** What somebody says who agrees. */
export const signed = { kind: 'given', language: 'en', name: 'Ada L.' } as const

/** How a call is refused that lacks somebody's consent. */
export const missing = { reason: 'consent-missing' }

/** Makes consent the basis. */
export async function askConsent(app: App, change: Partial<Input<'consent.setPolicy'>['policy']> = {}) {
  const { version, policy } = await app.call('consent.policy', {})
  return app.call('consent.setPolicy', { version, policy: { ...policy, basis: 'consent', ...change } })
}
