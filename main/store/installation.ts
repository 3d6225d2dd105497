import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { EventId, Instant } from '../contract/entities.ts'
import type { Database } from './database.ts'
import { readJson } from './stored-json.ts'

/** Values that were chosen once for this installation and stay when it moves to another machine. */
export interface Installation {
  /** Identifies the installation to other programs. */
  readonly id: string
  /**
   * Identifies an entry to other programs. After a restore, new entries get ids that lost entries had before, and
   * programs must be able to tell them apart.
   */
  findName(event: EventId): string
  /** Says that a backup is restored: ids above this one now mean other entries than before. */
  beginHistory(after: number): void
  /** The time zone of days until rules set one: that of the machine at the first start. */
  readZone(machineZone: () => string): string
  /** When the last automatic check of the whole database was made, by the clock at that time. */
  findLastWholeCheck(): Instant | null
  noteWholeCheck(at: number): void
}

const Histories = z.array(z.object({ after: z.number(), name: z.string() }))

export function openInstallation(database: Database): Installation {
  const read = database.prepare<{ value: string }>('select value from meta where key = @key')
  const insert = database.prepare('insert or ignore into meta (key, value) values (@key, @value)')
  const readOrMake = (key: string, make: () => string): string => {
    const found = read.get({ key })
    if (found !== undefined) return found.value
    insert.run({ key, value: make() })
    return read.get({ key })!.value
  }
  const replace = database.prepare('insert or replace into meta (key, value) values (@key, @value)')
  const histories = () => readJson(read.get({ key: 'histories' })?.value ?? '[]', Histories) ?? []
  let known = histories()
  const id = readOrMake('installation', () => randomBytes(16).toString('hex'))
  return {
    findName(event) {
      const history = known.findLast(({ after }) => event > after)
      return history === undefined ? id : `${id} ${history.name}`
    },
    beginHistory(after) {
      known = [...histories(), { after, name: randomBytes(8).toString('hex') }]
      replace.run({ key: 'histories', value: JSON.stringify(known) })
    },
    id,
    readZone: (machineZone) => readOrMake('zone', machineZone),
    findLastWholeCheck() {
      const at = Number(read.get({ key: 'whole-check' })?.value)
      return Number.isFinite(at) ? (at as Instant) : null
    },
    noteWholeCheck: (at) => void replace.run({ key: 'whole-check', value: String(at) }),
  }
}
