import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EventId } from '../../main/contract/entities.ts'
import { EventFilter } from '../../main/contract/events.ts'
import { openAudit } from '../../main/store/audit.ts'
import { openDatabase } from '../../main/store/database.ts'
import { checkKey } from '../../main/store/key-check.ts'
import { migrate } from '../../main/store/migrate.ts'
import { sealDatabase } from '../../main/store/seals.ts'
import { keyVault, scratchFolder, scratchStore } from './scratch.ts'

/** Ada is enrolled; Eve was erased by a version that left her name in entries, and so was whom she was merged with. */
function officeOf(version: number): string {
  const file = join(scratchFolder(), 'rollcall.db')
  const database = openDatabase(file)
  migrate(database, version)
  const vault = keyVault()
  checkKey(database, vault)
  const { database: sealed } = sealDatabase(database, vault, () => 5)
  const run = (sql: string) => void sealed.prepare(sql).run()
  run("insert into people (id, name, search, sort_name, created_at) values (1, 'Ada', 'ada', 'ada', 5)")
  const names = ['Ada', 'Eve Quillfeather', 'Eve Maiden-Name', 'Ada Before', 'Nobody Knows'] as const
  for (const [place, [person, name]] of [1, 2, 3, 4, 5].map((person, at) => [person, names[at]!] as const).entries())
    run(`insert into event_people (id, person_id, name, employee_number, search)
      values (${place + 1}, ${person}, '${name}', 'E-${person}', 'x')`)
  // Who wrote an entry, and whose it is: 3 was merged into Eve, 4 into Ada.
  for (const [name, person] of [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 1],
    [5, 5],
  ] as const)
    run(`insert into events (kind, person_id, event_person_id, direction, at, zone, recorded_at, method, kiosk)
      values ('check', ${person}, ${name}, 'in', ${name}000, 'UTC', 5, 'face', 'Front')`)
  const audit = openAudit(sealed, vault, () => 5)
  const by = { actor: 'HR', via: 'window', details: {} } as const
  audit.append({ ...by, action: 'person.merge', subject: 'person 1', details: { gone: 4 } })
  audit.append({ ...by, action: 'person.merge', subject: 'person 2', details: { gone: 3 } })
  audit.append({ ...by, action: 'person.erase', subject: 'person 2' })
  database.close()
  return file
}

test.each([29, 32, 34])(
  'names that a version of before left when it erased people are blank once schema %i is brought up to date',
  async (version) => {
    const file = officeOf(version)
    expect(readFileSync(file).includes('Quillfeather') || readFileSync(`${file}-wal`).includes('Quillfeather')).toBe(
      true,
    )
    const store = scratchStore(file)
    const named = (id: number) => {
      const { person, employeeNumber } = store.events.get(id as EventId)
      return [person.name, employeeNumber]
    }
    expect([1, 2, 3, 4, 5].map(named)).toEqual([
      ['Ada', 'E-1'],
      ['', null],
      ['', null],
      ['Ada Before', 'E-4'],
      // Whether somebody was erased of whom the log says nothing is not known.
      ['Nobody Knows', 'E-5'],
    ])
    expect(store.events.list(EventFilter.parse({ query: 'quillfeather' }), null, 10).total).toBe(0)
    const { records, damages } = await store.examine('whole')
    expect([records.faults, damages]).toEqual([[], []])
    await store.scrub()
    store.close()
    expect(readFileSync(file).includes('Quillfeather')).toBe(false)
    expect(readFileSync(file).includes('Maiden-Name')).toBe(false)
  },
)
