import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildShim, createFaults } from '../../bench/faults/shim.ts'
import { runOnSmallDisk, whyNoSmallDisk } from '../../bench/faults/small-disk.ts'
import { scratchFolder } from './scratch.ts'

const shim = buildShim()
const noDisk = whyNoSmallDisk()

test.skipIf('missing' in shim)(
  `every refusal of the disk is said as what it is, and costs only itself${'missing' in shim ? `: not tried, ${shim.missing}` : ''}`,
  () => {
    const folder = scratchFolder()
    const faults = createFaults(join(folder, 'faults'), (shim as { path: string }).path)
    const child = join(import.meta.dirname, 'refusing-disk-child.ts')
    const run = spawnSync(process.execPath, [child, folder], {
      encoding: 'utf8',
      env: { ...process.env, ...faults.environment },
    })
    expect(run.stderr).toBe('')
    const { said, acknowledged, kept, integrity, audit } = JSON.parse(run.stdout)
    expect(said.length).toBeGreaterThanOrEqual(7)
    for (const { error, code, message } of said) {
      expect(code, `${error}: ${message}`).toBe(error === 'ENOSPC' ? 'disk-full' : 'disk-failed')
      expect(message).toMatch(/^The disk (is full, so nothing more can be stored|does not read or write as it should)/)
    }
    expect({ kept, integrity, audit }).toEqual({ kept: acknowledged, integrity: null, audit: 'intact' })
  },
)

test.skipIf(noDisk !== null)(
  `a first start on a disk with hardly any room says that it is full${noDisk === null ? '' : `: not tried, ${noDisk}`}`,
  async () => {
    const child = join(import.meta.dirname, 'first-start-child.ts')
    const { out, err } = await runOnSmallDisk(scratchFolder(), 4096, child)
    expect(err).toBe('')
    const came: { kilobytes: number; code: string; message?: string }[] = JSON.parse(out)
    expect([came[0]?.code, came.at(-1)?.code]).toEqual(['disk-full', 'open'])
    for (const { kilobytes, code, message } of came) {
      expect(['open', 'disk-full'], `${kilobytes} kB: ${message}`).toContain(code)
    }
  },
)
