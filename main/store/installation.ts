import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'

/** What was settled once for this installation and stays, on whatever machine it runs. */
export interface Installation {
  /** Names it towards other programs, for good. */
  readonly id: string
  /** The zone that days are counted in until somebody writes rules: that of the machine at the first start. */
  zone(machineZone: () => string): string
}

export function openInstallation(database: Database): Installation {
  const read = database.prepare<{ value: string }>('select value from meta where key = @key')
  const insert = database.prepare('insert or ignore into meta (key, value) values (@key, @value)')
  const settled = (key: string, make: () => string): string => {
    const found = read.get({ key })
    if (found !== undefined) return found.value
    insert.run({ key, value: make() })
    return read.get({ key })!.value
  }
  return {
    id: settled('installation', () => randomBytes(16).toString('hex')),
    zone: (machineZone) => settled('zone', machineZone),
  }
}
