import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { runHistory } from './histories.ts'
import { createLog, createStation, type Station, stationFile } from './office.ts'

const offices = 20
const historiesOfEach = 50

test.each(Array.from({ length: offices }, (_, at) => at))(
  'office %i: whatever the network does, all stations know the same in the end, and every entry once',
  (office) => {
    const log = createLog()
    const stations = Array.from({ length: [3, 3, 4, 3, 5][office % 5]! }, (_, at) => createStation(at + 1))
    for (let history = 0; history < historiesOfEach; history++) {
      const seed = office * historiesOfEach + history
      expect({ seed, wrong: runHistory({ stations, log }, seed) }).toEqual({ seed, wrong: [] })
    }
  },
)

/** Bytes of faces and of what waits, as they lie in a station's tables. */
function sealedIn(file: string): string[] {
  const database = new Sqlite(file, { readonly: true })
  const rows = database
    .prepare(
      'select embedding as bytes from templates union all select photo from photos union all select change from shared_waiting',
    )
    .all() as { bytes: Buffer }[]
  database.close()
  return rows.map(({ bytes }) => bytes.toString('latin1'))
}

test('no byte of an erased template is left in the files of any station', async () => {
  const log = createLog()
  const files = Array.from({ length: 3 }, stationFile)
  const stations = files.map((file, at) => createStation(at + 1, { file }))
  const fileOf = (station: Station) => files[stations.indexOf(station)]!
  const seen = new Map(files.map((file) => [file, new Set<string>()]))
  const written = (station: Station) => {
    for (const bytes of sealedIn(fileOf(station))) seen.get(fileOf(station))!.add(bytes)
  }
  for (let seed = 5000; seed < 5006; seed++) expect(runHistory({ stations, log, written }, seed, 40)).toEqual([])
  let searched = 0
  for (const [at, { store }] of stations.entries()) {
    expect(await store.scrub()).toBe(true)
    const file = files[at]!
    const present = new Set(sealedIn(file))
    const content = ['', '-wal'].map((ending) => readFileSync(`${file}${ending}`).toString('latin1')).join('')
    for (const bytes of seen.get(file)!) {
      if (present.has(bytes)) continue
      searched += 1
      for (let from = 0; from + 24 <= bytes.length; from += 24)
        expect(content.includes(bytes.slice(from, from + 24))).toBe(false)
    }
    for (const bytes of present) expect(content.includes(bytes.slice(0, 24))).toBe(true)
  }
  expect(searched).toBeGreaterThan(20)
})
