import { officeZone } from '../contract/attendance-rules.ts'
import type { Instant } from '../contract/entities.ts'
import type { KioskSetup } from '../contract/kiosks.ts'
import type { PrivacyFacts, Recipient } from '../privacy/facts.ts'
import type { Context } from './context.ts'
import { isSameKiosk } from './kiosk-list.ts'
import { describeServer, openOfficeMemory } from './office-memory.ts'

type Sources = Pick<Context, 'store' | 'consenting' | 'kiosks' | 'settings' | 'rules' | 'model' | 'now'>

/** Gathers what is in force here about the use of faces. */
export function gatherFacts(sources: Sources): PrivacyFacts {
  const { store, consenting, settings, rules, model, now } = sources
  return {
    made: now() as Instant,
    zone: officeZone(rules.current().rules),
    policy: consenting.policy().policy,
    settings: settings(),
    kiosks: listKiosks(sources),
    recipients: listRecipients(sources),
    model,
    people: store.countRows().people,
    access: store.accounts.mode(),
  }
}

/** The main kiosk, as it was set up or not, and the others. */
function listKiosks({ kiosks, settings }: Sources): KioskSetup[] {
  const main = kiosks.setupOf(settings().kiosk)
  return [main, ...kiosks.list().kiosks.filter(({ name }) => !isSameKiosk(name, main.name))]
}

function listRecipients({ store, settings, now }: Sources): Recipient[] {
  const { headFolder, backupFolder } = settings()
  const provider = store.identityProvider.get()
  const membership = openOfficeMemory(store.membership).read()
  return [
    ...store.webhooks.list().map(({ url, active }) => ({ kind: 'webhook', host: new URL(url).host, active }) as const),
    ...store.tokens
      .list()
      .filter(({ expiresAt, scopes }) => scopes.length > 0 && (expiresAt === null || expiresAt > now()))
      .map(({ name, scopes }) => ({ kind: 'program', name, scopes }) as const),
    ...(provider === null
      ? []
      : [{ kind: 'identityProvider', name: provider.name, host: new URL(provider.issuer).host } as const]),
    ...(membership === null ? [] : [{ kind: 'office', host: describeServer(membership) } as const]),
    ...(headFolder === null ? [] : [{ kind: 'heads', folder: headFolder } as const]),
    ...(backupFolder === null ? [] : [{ kind: 'backups', folder: backupFolder } as const]),
  ]
}
