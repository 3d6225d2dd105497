/**
 * What a change of metric costs a large gallery:
 *
 *   node bench/metric-change.ts [--templates N]
 *
 * Puts N made-up templates into a database of its own, adopts a map of 185 x 512, and takes it back. Printed are the
 * time until the gallery is in place and the longest time that the engine's thread answered nothing meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { LocalDate } from '../main/contract/attendance-rules.ts'
import type { ModelId } from '../main/contract/entities.ts'
import { type Measured, measureNames } from '../main/contract/learned-metrics.ts'
import { silentLogger } from '../main/log/logger.ts'
import { createRandom } from '../main/numeric/random.ts'
import { openConsenting } from '../main/services/consent-policy.ts'
import { openGallery } from '../main/services/gallery.ts'
import { createRoster } from '../main/services/roster.ts'
import { openRules } from '../main/services/rules.ts'
import { openStore } from '../main/store/open.ts'
import { openVault } from '../main/store/vault.ts'

const { values } = parseArgs({ options: { templates: { type: 'string', default: '100000' } } })
const templates = Number(values.templates)
const [rows, dimensions] = [185, 512]
const model = 'made up' as ModelId
const random = createRandom(1)

function unit(length: number): Float32Array {
  const x = Float32Array.from({ length }, () => random.next() - 0.5)
  const norm = Math.hypot(...x)
  return x.map((value) => value / norm)
}

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const vault = openVault({ kind: 'file', path: join(folder, 'key') })
const store = openStore({ file: join(folder, 'rollcall.db'), vault, now: Date.now })
const gallery = openGallery({
  ...{ store, vault, model, dimensions, folder },
  settings: store.settings.get,
  roster: createRoster(
    ...([store, openRules(store, () => 'UTC').current] as const),
    openConsenting(store, () => LocalDate.parse('2026-01-01'), Date.now),
    Date.now,
  ),
  publish: () => {},
  now: Date.now,
  logger: silentLogger,
})

store.transaction(() => {
  for (let i = 0; i < templates; i++) {
    const person = store.people.create({ name: `Person ${i}`, employeeNumber: null, groups: [] })
    const draft = { quality: 80, source: 'photo', photo: null, origin: null } as const
    store.templates.add({ personId: person.id, model, vector: unit(dimensions), ...draft })
  }
})
const nothing = { value: 0, low: 0, high: 0 }
const { version } = store.metrics.add(
  {
    ...{ model, name: 'wccn', seed: 1, source: 'gallery', people: templates, photos: templates },
    recipe: { kind: 'closed', form: 'wccn', rows: null, shrinkage: 0.5 },
    ...{ rows, columns: dimensions, thresholds: [] },
    gain: Object.fromEntries(measureNames.map((name) => [name, nothing])) as Measured,
    verdict: { kind: 'better', adoptable: true, message: '', looks: 1, gain: nothing },
  },
  Float32Array.from({ length: rows * dimensions }, () => random.next() - 0.5),
)
const probe = { model, vector: unit(dimensions) }
gallery.search(probe, 1)

await measured('adopted', async () => {
  const take = await gallery.prepare(version)
  store.metrics.adopt({ version, thresholdBefore: 0.46, thresholdVersion: 2 })
  take()
  gallery.search(probe, 1)
})
await measured('undone', async () => {
  const take = await gallery.prepare(null)
  store.metrics.undo(store.metrics.findCurrent(model)!)
  take()
  gallery.search(probe, 1)
})
await gallery.close()
store.close()
rmSync(folder, { recursive: true })

async function measured(what: string, work: () => Promise<void>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const [started, used] = [performance.now(), process.cpuUsage()]
  await work()
  const [milliseconds, { user, system }] = [performance.now() - started, process.cpuUsage(used)]
  await new Promise((resolve) => setTimeout(resolve, 20))
  delay.disable()
  console.log(
    `${templates} templates, ${what}: ${(milliseconds / 1000).toFixed(2)} s ` +
      `(${((user + system) / 1e6).toFixed(2)} s of processor time), longest stall ${(delay.max / 1e6).toFixed(0)} ms`,
  )
}
