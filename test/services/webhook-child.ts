import { Instant } from '../../main/contract/entities.ts'
import { startWebhookSender } from '../../main/services/webhook-sender.ts'
import type { EventDraft } from '../../main/store/events.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'

/** Records three entries, sends them, and waits to be killed. */
const [file, url, secret] = process.argv.slice(2) as [string, string, string]
const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } })
const store = openStore({ file, vault, now: () => Date.UTC(2026, 4, 4, 7) })
store.webhooks.add(url, secret)
const { id, name } = store.people.create({ name: 'Ada', employeeNumber: null, groups: [] })
for (const at of [1, 2, 3]) {
  const draft: EventDraft = {
    kind: 'check',
    person: { id, name },
    employeeNumber: null,
    direction: 'in',
    at: Instant.parse(at),
    zone: 'Europe/Berlin',
    method: 'pin',
    kiosk: 'Front door',
    track: null,
    similarity: null,
    runnerUp: null,
    threshold: null,
    thresholdVersion: null,
    model: null,
    metric: null,
    liveness: null,
    quality: null,
    livenessModels: null,
    clockMoved: false,
    corrects: null,
    action: null,
    actor: null,
    reason: null,
  }
  store.events.record(draft)
}
startWebhookSender({ store, now: Date.now, random: Math.random, timeoutMs: 60_000 })
setInterval(() => undefined, 1000)
