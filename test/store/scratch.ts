import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { Instant, ModelId, PersonId } from '../../main/contract/entities.ts'
import type { EventDraft } from '../../main/store/events.ts'
import { openStore, type Store } from '../../main/store/open.ts'
import { openVault, type Vault } from '../../main/store/vault.ts'

export const model = 'test-model' as ModelId

/** A folder of this test alone, removed after it. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function keyVault(fill = 7): Vault {
  return openVault({ kind: 'key', key: new Uint8Array(32).fill(fill), place: { kind: 'recovery-key' } })
}

/** A store in a file of its own (or the given one), with a clock that counts up by one from 1000. */
export function scratchStore(file = join(scratchFolder(), 'rollcall.db'), vault = keyVault()): Store {
  let time = 1000
  const store = openStore({ file, vault, now: () => time++ })
  let open = true
  const close = store.close
  const closing = {
    ...store,
    close() {
      if (open) close()
      open = false
    },
  }
  onTestFinished(closing.close)
  return closing
}

export function addPerson(store: Store, name: string, employeeNumber: string | null = null, groups: string[] = []) {
  return store.people.create({ name, employeeNumber, groups })
}

/** A unit vector that is 1 in one place. */
export function axis(place: number, dimensions = 8): Float32Array {
  const vector = new Float32Array(dimensions)
  vector[place] = 1
  return vector
}

export function addTemplate(store: Store, personId: PersonId, place = 0, photo: Uint8Array | null = null) {
  return store.templates.add({
    personId,
    model,
    vector: axis(place),
    quality: 80 + place,
    source: 'photo',
    photo,
    origin: null,
  })
}

export function check(person: { id: PersonId; name: string }, at: number, direction: 'in' | 'out' = 'in'): EventDraft {
  return {
    kind: 'check',
    person: { id: person.id, name: person.name },
    employeeNumber: null,
    direction,
    at: at as Instant,
    zone: 'Europe/Berlin',
    method: 'face',
    kiosk: 'Front door',
    track: 3,
    similarity: 0.71,
    runnerUp: null,
    threshold: 0.45,
    thresholdVersion: 1,
    model,
    metric: null,
    liveness: 0.9,
    quality: 77,
    livenessModels: null,
    clockMoved: false,
    corrects: null,
    action: null,
    actor: null,
    reason: null,
  }
}

/** What somebody does with `sqlite3` while Rollcall is closed: without its key, and without its triggers in the way. */
export function tamper(file: string, sql: string): void {
  const database = new Sqlite(file)
  const triggers = database
    .prepare(
      "select name, sql from sqlite_schema where type = 'trigger' and (name like '%stay%' or name like 'event%')",
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  database.exec(sql)
  for (const each of triggers) database.exec(each.sql)
  database.close()
}
