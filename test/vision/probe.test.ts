import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import {
  judgeProbe,
  machineKey,
  type Probe,
  probeProvider,
  probeProviders,
  runModels,
} from '../../main/vision/probe.ts'
import { scratchFolder } from '../helpers/app.ts'
import { modelsFolder } from './samples.ts'

const options = { modelsFolder, maxProbeMs: 240_000 }
const reply = (...outputs: number[][]) => ({ milliseconds: 1, outputs: outputs.map((each) => Float32Array.from(each)) })

describe('what a provider gives is compared with what the CPU gives', () => {
  const expected = reply([1, 2, 3], [0, 1])

  test('equal up to rounding: right', () => {
    const probe = judgeProbe('webgpu', reply([1.001, 2, 3], [0.001, 1]), expected)
    expect(probe).toMatchObject({ kind: 'right', milliseconds: 1 })
  })

  test('one model off, no numbers, or fewer values: wrong', () => {
    const given = [reply([1, 2, 3], [0.1, 1]), reply([1, Number.NaN, 3], [0, 1]), reply([1, 2], [0, 1])]
    expect(given.map((each) => judgeProbe('webgpu', each, expected).kind)).toEqual(['wrong', 'wrong', 'wrong'])
  })
})

test('the CPU agrees with itself, a provider of another system fails with a reason', async () => {
  const expected = await runModels('cpu', options)
  expect(expected.outputs.length).toBeGreaterThanOrEqual(4)
  expect(await probeProvider('cpu', expected, options)).toMatchObject({ kind: 'right', cosine: expect.closeTo(1, 6) })
  const other = process.platform === 'win32' ? 'coreml' : 'dml'
  expect(await probeProvider(other, expected, options)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining(other),
  })
  const hurried = await probeProvider('cpu', expected, { ...options, maxProbeMs: 1 })
  expect(hurried).toMatchObject({ kind: 'failed', reason: 'cpu took longer than 0.001 s' })
})

test('no trial begins once it was called off', async () => {
  const called: unknown[] = []
  const aborted = { ...options, signal: AbortSignal.abort(new Error('closing')) }
  await expect(runModels('cpu', aborted)).rejects.toThrow('closing')
  await expect(probeProviders(aborted, (provider) => called.push(provider))).rejects.toThrow('closing')
  expect(called).toEqual([])
})

test('what was found holds until the models or the driver are others', () => {
  const key = machineKey(['a', 'b'])
  expect(machineKey(['a', 'b'])).toBe(key)
  expect(machineKey(['a', 'c'])).not.toBe(key)
  vi.stubEnv('VK_ICD_FILENAMES', '/another/driver.json')
  expect(machineKey(['a', 'b'])).not.toBe(key)
  vi.unstubAllEnvs()
})

/** Chromium's software Vulkan device: a GPU for tests on machines without one. */
const driver = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome']
  .map((folder) => `${folder}/vk_swiftshader_icd.json`)
  .find((file) => existsSync(file))

const program = `
  const { probeProviders } = await import(process.env.PROBE)
  const tried = []
  const options = { modelsFolder: process.env.MODELS, maxProbeMs: 600_000 }
  const probes = await probeProviders(options, (provider) => tried.push(provider))
  process.stdout.write(JSON.stringify({ probes, tried }), () => process.exit(0))
`

test.skipIf(driver === undefined)(
  'WebGPU is tried beside the CPU and found right (needs Chromium’s software Vulkan device)',
  async () => {
    const file = join(scratchFolder(), 'probe.mjs')
    writeFileSync(file, program)
    const { stdout } = await promisify(execFile)(process.execPath, [file], {
      env: {
        ...process.env,
        VK_ICD_FILENAMES: driver,
        LD_LIBRARY_PATH: dirname(driver!),
        MODELS: modelsFolder,
        PROBE: new URL('../../main/vision/probe.ts', import.meta.url).href,
      },
    })
    const { probes, tried } = JSON.parse(stdout) as { probes: Probe[]; tried: (string | null)[] }
    expect(tried).toContain('webgpu')
    expect(tried.at(-1)).toBeNull()
    expect(probes.filter(({ provider }) => ['cpu', 'webgpu'].includes(provider)).map(({ kind }) => kind)).toEqual([
      'right',
      'right',
    ])
  },
  700_000,
)
