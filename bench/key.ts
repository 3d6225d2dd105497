/**
 * How long it takes to give data another key, and to move the key (docs/backup.md, "Another key"): an office with as
 * many people and entries as are named, two templates with portraits for each person.
 *
 *   npm run bench key [-- --json]
 *   ROLLCALL_KEY_PEOPLE=500 ROLLCALL_KEY_ENTRIES=250000 npm run bench key
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelId } from '../main/contract/entities.ts'
import { moveKey } from '../main/store/move-key.ts'
import { openStore } from '../main/store/open.ts'
import { rotateKey } from '../main/store/rotate-key.ts'
import { openVault, type VaultSource } from '../main/store/vault.ts'
import { entryOf } from './faults/entry.ts'

export const name = 'key'

const people = Number(process.env.ROLLCALL_KEY_PEOPLE ?? 500)
const entries = Number(process.env.ROLLCALL_KEY_ENTRIES ?? 250_000)
const dimensions = 512
const portraitBytes = 12_000
const entriesAtOnce = 50_000
const model = 'bench' as ModelId
const caller = { actor: 'bench', via: 'command', role: 'owner' } as const

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const dataFolder = mkdtempSync(join(process.env.ROLLCALL_BENCH_FOLDER ?? tmpdir(), 'rollcall-key-'))
  try {
    const from: VaultSource = { kind: 'file', path: join(dataFolder, 'key') }
    fill(dataFolder, from)
    const megabytes = Math.round(statSync(join(dataFolder, 'rollcall.db')).size / 1e6)
    const rotate = await secondsOf(() => rotateKey({ dataFolder, from, chain: null, caller, now: Date.now }))
    const move = await secondsOf(() => moveKey({ dataFolder, from, to: { kind: 'file' }, caller, now: Date.now }))
    const found = { people, entries, megabytes, rotate, move }
    console.log(
      json
        ? JSON.stringify(found)
        : `${people} people, ${entries} entries, ${megabytes} MB: another key ${rotate.toFixed(1)} s, another place ${move.toFixed(1)} s`,
    )
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function fill(dataFolder: string, key: VaultSource): void {
  const store = openStore({ file: join(dataFolder, 'rollcall.db'), vault: openVault(key), now: Date.now })
  const staff = store.transaction(() =>
    Array.from({ length: people }, (_, number) => {
      const person = store.people.create({ name: `Person ${number}`, employeeNumber: `E-${number}`, groups: [] })
      for (const value of [0.1, 0.2]) {
        const vector = new Float32Array(dimensions).fill(value)
        const photo = new Uint8Array(portraitBytes).fill(number)
        store.templates.add({
          ...{ personId: person.id, model, vector, quality: 80, source: 'photo', photo, origin: null },
        })
      }
      return person
    }),
  )
  for (let first = 0; first < entries; first += entriesAtOnce) {
    store.transaction(() => {
      for (let at = first; at < Math.min(entries, first + entriesAtOnce); at++) {
        store.events.record(entryOf(staff[at % people]!, at))
      }
    })
  }
  store.close()
}
