import { join } from 'node:path'
import { expect } from 'vitest'
import { type Measured, measureNames } from '../../main/contract/learned-metrics.ts'
import { openLabMemory } from '../../main/services/lab-memory.ts'
import { createPassphrases } from '../../main/services/passphrases.ts'
import type { MetricDraft } from '../../main/store/metrics.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault, type Vault, type VaultSource } from '../../main/store/vault.ts'
import { addPerson, check, model } from '../store/scratch.ts'

const portrait = Buffer.from('a portrait of Ada')
const original = Buffer.from('the file that it was made of')
const waiting = Buffer.from('a photo that waits in an import')
const passphrase = 'four words of an account'

export function openOffice(folder: string, key: VaultSource): { store: Store; vault: Vault } {
  const vault = openVault(key)
  return { vault, store: openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now }) }
}

/** Fills data with one of everything that is sealed, or hashed with a key. */
export async function fillOffice(folder: string, key: VaultSource, entries = 3): Promise<void> {
  const { store, vault } = openOffice(folder, key)
  const ada = addPerson(store, 'Ada', 'E-1', ['Lab'])
  const grace = addPerson(store, 'Grace', 'E-2')
  const vector = new Float32Array(8).fill(0.25)
  store.templates.add({
    ...{ personId: ada.id, model, vector, quality: 80, source: 'photo', photo: portrait, origin: original },
  })
  store.visitors.add({ seenAt: 5 as never, kiosk: 'Door', model, quality: 70, vector, photo: portrait })
  store.metrics.add(metric, new Float32Array(64).fill(0.5))
  const { id: webhook } = store.webhooks.add('https://ours.example/', 'a secret of the webhook')
  expect(webhook).toBe(1)
  const passphrases = createPassphrases(vault)
  const account = store.accounts.create({
    ...{ name: 'Ada', role: 'owner', groups: [] },
    passphrase: await passphrases.hash('Ada', passphrase),
    recovery: passphrases.makeRecoveryKey('Ada').stored,
  })
  store.accounts.update(account.id, { secondStep: 'JBSWY3DPEHPK3PXP' })
  store.identityProvider.set({ ...provider, clientSecret: 'a secret of the client' })
  openLabMemory(store.remembered, vault).look('these data', ['a look'])
  store.membership.write('{"keys":"of an office"}')
  store.pins.set(ada.id, await store.pins.hash('48231957'))
  store.tokens.create('Payroll', ['people:read'], null)
  store.settings.set({ threshold: 0.6 })
  store.transaction(() => {
    for (let at = 0; at < entries; at++) store.events.record(check(at % 2 === 0 ? ada : grace, 1000 + at))
  })
  for (const person of [ada, grace]) {
    store.audit.append({
      ...{ actor: 'tester', via: 'command', action: 'person.create', subject: `person ${person.id}`, details: {} },
    })
  }
  const { id: importId } = store.imports.begin('a folder')
  store.imports.add(importId, [
    { path: 'a.jpg', bytes: waiting.length, name: 'Alan', employeeNumber: null, reason: null },
  ])
  store.imports.settle(1, 'review')
  store.importFiles.put(1, waiting)
  store.close()
}

/** Opens data of `fillOffice` and reads all of it. */
export async function expectOffice(folder: string, key: VaultSource): Promise<void> {
  const { store, vault } = openOffice(folder, key)
  try {
    const [found] = [...store.templates.listEmbeddings(model)].flat()
    expect([...found!.vector]).toEqual(Array(8).fill(0.25))
    expect(Buffer.from(store.templates.readPhoto(found!.templateId)!)).toEqual(portrait)
    expect(store.templates.findByOrigin(original)?.id).toBe(found!.templateId)
    expect(store.visitors.list(9)).toMatchObject([{ kiosk: 'Door', vector: { 3: 0.25 } }])
    expect(store.metrics.readMap(1)[63]).toBe(0.5)
    expect(store.webhooks.readSecret(1 as never)).toBe('a secret of the webhook')
    const account = store.accounts.byName('ada')!
    expect(account.secondStep).toBe('JBSWY3DPEHPK3PXP')
    expect(store.membership.read()).toBe('{"keys":"of an office"}')
    expect(store.identityProvider.get()).toEqual({ ...provider, clientSecret: 'a secret of the client' })
    const passphrases = createPassphrases(vault)
    expect(await passphrases.verify('Ada', passphrase, account.passphrase)).toBe(true)
    expect(await passphrases.verify('Ada', 'four words of another', account.passphrase)).toBe(false)
    expect(openLabMemory(store.remembered, vault).look('these data', ['a second look'])).toBe(1)
    expect(store.pins.findHolder(await store.pins.hash('48231957'))).toBe(1)
    expect(store.settings.get().threshold).toBe(0.6)
    store.importFiles.unpackBackup()
    expect(Buffer.from(store.importFiles.get(1)!)).toEqual(waiting)
    const { integrity, audit, records, damages } = await store.examine('whole')
    expect({ integrity, audit: audit.kind, damages, faults: records.faults }).toEqual({
      ...{ integrity: null, audit: 'intact', damages: [], faults: [] },
    })
    expect([store.highWater.findLoss(), store.highWater.findChange()]).toEqual([null, null])
  } finally {
    store.close()
  }
}

const provider = { name: 'Office', issuer: 'https://ours.example', clientId: 'rollcall', port: null }
const nothing = { value: 0, low: 0, high: 0 }
const metric: MetricDraft = {
  ...{ model, name: 'wccn', seed: 1, source: 'gallery', people: 2, photos: 4, rows: 8, columns: 8, thresholds: [] },
  recipe: { kind: 'closed', form: 'wccn', rows: null, shrinkage: 0.5 },
  gain: Object.fromEntries(measureNames.map((name) => [name, nothing])) as Measured,
  verdict: { kind: 'better', adoptable: true, message: '', looks: 1, gain: nothing },
}
