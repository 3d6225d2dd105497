import { writeSync } from 'node:fs'
import { entryOf } from '../../bench/faults/entry.ts'
import type { ModelId } from '../../main/contract/entities.ts'
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
  const event = store.events.record(entryOf({ id: template.personId, name: `Person ${round}` }, Date.now()))
  say(`event ${event.id}`)
}
