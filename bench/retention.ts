/**
 * How long retention takes in a large office (docs/performance.md): what it erases at once, while nobody can check in,
 * and in all; of figures, lines of the audit log and entries. Takes minutes and 1.5 GB of disk.
 *
 *   npm run bench retention [-- --json]
 *   ROLLCALL_RETENTION_ENTRIES=100000 npm run bench retention     fewer entries
 *   ROLLCALL_BENCH_FOLDER=…     where the files lie; otherwise the folder for temporary files
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalDate } from '../main/contract/attendance-rules.ts'
import type { Instant } from '../main/contract/entities.ts'
import { openStore, type Store } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'
import { entryOf } from './faults/entry.ts'

export const name = 'retention'

const entries = Number(process.env.ROLLCALL_RETENTION_ENTRIES ?? 1_000_000)
const people = 500
const writtenAtOnce = 20_000
const minuteMs = 60_000

export async function run({ json }: { readonly json: boolean }): Promise<void> {
  const folder = mkdtempSync(join(process.env.ROLLCALL_BENCH_FOLDER ?? tmpdir(), 'rollcall-bench-'))
  let minute = 0
  const store = openStore({
    file: join(folder, 'rollcall.db'),
    vault: openVault({ kind: 'key', key: new Uint8Array(32).fill(7), place: { kind: 'recovery-key' } }),
    now: () => minute * minuteMs,
  })
  try {
    const members = Array.from({ length: people }, (_, place) =>
      store.people.create({ name: `Person ${place}`, employeeNumber: null, groups: [] }),
    )
    for (; minute < entries; ) {
      store.transaction(() => {
        for (const end = Math.min(entries, minute + writtenAtOnce); minute < end; minute++) {
          const person = members[minute % people]!
          const entry = entryOf(person, minute * minuteMs)
          store.events.record({ ...entry, liveness: 0.9, quality: 80 + (minute % 17) })
          store.audit.append({ ...by, action: 'person.view', subject: `person ${person.id}`, details: {} })
        }
      })
    }
    // The last tenth stays, as the month in progress does.
    const end = (entries * 0.9 * minuteMs) as Instant
    for (const [what, erase] of [
      ['figures', () => store.agedEvidence.erase(end)],
      ['lines of the audit log', () => store.agedAudit.erase(end)],
      ['entries', () => store.agedEntries.erase(end, '1970-01-01' as LocalDate)],
    ] as const) {
      const { seconds, rows, longest } = time(store, erase)
      const row = { what, rows, seconds, longest }
      const text = `${rows} ${what}: ${seconds.toFixed(1)} s in all, ${(longest * 1000).toFixed(0)} ms at once`
      console.log(json ? JSON.stringify(row) : text)
    }
    const began = performance.now()
    for (const aged of [store.agedEvidence, store.agedAudit, store.agedEntries]) aged.find(end)
    const idle = performance.now() - began
    console.log(json ? JSON.stringify({ idle }) : `a look when nothing is due: ${idle.toFixed(1)} ms`)
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

const by = { actor: 'Rollcall', via: 'app' } as const

type Erase = () => ReturnType<Store['agedEvidence']['erase']>

function time(store: Store, erase: Erase): { seconds: number; rows: number; longest: number } {
  let [seconds, rows, longest] = [0, 0, 0]
  for (;;) {
    const began = performance.now()
    const gone = store.transaction(() => {
      const erased = erase()
      const details = { gaps: erased?.gaps }
      if (erased !== null) store.audit.append({ ...by, action: 'retention.run', subject: 'data', details })
      return erased
    })
    const took = (performance.now() - began) / 1000
    if (gone === null) return { seconds, rows, longest }
    rows += gone.count
    seconds += took
    longest = Math.max(longest, took)
  }
}
