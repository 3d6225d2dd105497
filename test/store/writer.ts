import { writeSync } from 'node:fs'
import type { Instant, ModelId } from '../../main/contract/entities.ts'
import { openStore } from '../../main/store/open.ts'
import { openVault } from '../../main/store/vault.ts'

/** A process to be killed: enrols and checks in without end, and prints each number once it is stored. */
const [file = '', keyFile = ''] = process.argv.slice(2)
const store = openStore({ file, vault: openVault({ kind: 'file', path: keyFile }), now: Date.now })
const say = (text: string) => writeSync(1, `${text}\n`)
say('open')
for (let round = 0; ; round++) {
  const template = store.transaction(() => {
    const person = store.people.create({ name: `Person ${round}`, employeeNumber: null, groups: [] })
    const vector = new Float32Array(512).fill(round)
    const photo = new Uint8Array(4000).fill(round)
    const model = 'test' as ModelId
    return store.templates.add({
      personId: person.id,
      model,
      vector,
      quality: 50,
      source: 'camera',
      photo,
      origin: null,
    })
  })
  say(`template ${template.id}`)
  const event = store.events.record({
    kind: 'check',
    person: { id: template.personId, name: `Person ${round}` },
    employeeNumber: null,
    direction: 'in',
    at: Date.now() as Instant,
    zone: 'UTC',
    method: 'face',
    kiosk: 'Front door',
    track: null,
    similarity: 0.7,
    runnerUp: null,
    threshold: 0.45,
    thresholdVersion: 1,
    model: 'test',
    metric: null,
    liveness: null,
    quality: null,
    clockMoved: false,
    corrects: null,
    action: null,
    actor: null,
    reason: null,
  })
  say(`event ${event.id}`)
}
