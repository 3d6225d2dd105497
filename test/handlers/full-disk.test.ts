import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runOnSmallDisk, whyNoSmallDisk } from '../../bench/faults/small-disk.ts'
import { scratchFolder } from '../helpers/app.ts'

const noDisk = whyNoSmallDisk()

test.skipIf(noDisk !== null)(
  `with the disk full everything can be looked at, and what cannot be written is said${noDisk === null ? '' : `: not tried, ${noDisk}`}`,
  { timeout: 120_000 },
  async () => {
    const child = join(import.meta.dirname, 'full-disk-child.ts')
    const { code, out, err } = await runOnSmallDisk(scratchFolder(), 16_384, child)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { said, unfinished } = JSON.parse(out) as { said: Record<string, string>; unfinished: string[] }
    const writes = ['events.export csv', 'export csv', 'export xlsx', 'backup', 'people.create']
    expect(Object.keys(said)).toEqual(writes.map((name) => `full: ${name}`))
    for (const [name, words] of Object.entries(said)) {
      expect(words, name).toMatch(/disk|room/i)
      expect(words, name).not.toMatch(/internal|ENOSPC|SQLITE|I\/O/)
    }
    expect(unfinished).toEqual([])
  },
)
