import { blob, type Database } from './database.ts'

/** The keys in use; each belongs to one module, which knows its format. */
export type RememberedKey = 'metric-lab' | 'office' | 'scheduled-backup'

/** The context of `metric-lab`, which is sealed. */
export const labMemoryContext = 'what the metric lab remembers'
/** The context of `office`, which is sealed. */
export const officeContext = 'what makes this station one of its office'

/** Small values that are kept between starts. They are replaced as a whole, and former values are not kept. */
export interface Remembered {
  get(key: RememberedKey): Uint8Array | null
  put(key: RememberedKey, value: Uint8Array): void
  remove(key: RememberedKey): void
}

export function openRemembered(database: Database): Remembered {
  const read = database.prepare<{ value: Uint8Array }>('select value from remembered where key = @key')
  const write = database.prepare(
    'insert into remembered (key, value) values (@key, @value) on conflict (key) do update set value = excluded.value',
  )
  const remove = database.prepare('delete from remembered where key = @key')
  return {
    get(key) {
      const row = read.get({ key })
      return row === undefined ? null : blob(row.value)
    },
    put: (key, value) => void write.run({ key, value }),
    remove: (key) => void remove.run({ key }),
  }
}
