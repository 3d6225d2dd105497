import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createLocalVision } from '../../main/vision/pipeline.ts'
import { modelsFolder, sample } from './samples.ts'

/** Chromium's software Vulkan device: a GPU for tests on machines without one. */
const driver = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome']
  .map((folder) => `${folder}/vk_swiftshader_icd.json`)
  .find((file) => existsSync(file))

/**
 * Embeds one face of a sample, its points given, on the CPU and on WebGPU; prints the provider in use and the cosine.
 */
const program = `
  import { readFile } from 'node:fs/promises'
  const vision = process.env.VISION
  const { openModels } = await import(vision + 'models.ts')
  const { decodePhoto } = await import(vision + 'decode.ts')
  const { findAlignment } = await import(vision + 'align.ts')
  const { embed, oneCrop } = await import(vision + 'embed.ts')
  const modelsFolder = process.env.MODELS
  const { bitmap } = await decodePhoto(await readFile(modelsFolder + '/samples/sample3.jpg'))
  const { warp } = await import(vision + 'tensor.ts')
  const toBitmap = findAlignment(JSON.parse(process.env.POINTS))
  const vectors = []
  for (const provider of ['cpu', 'webgpu']) {
    const models = await openModels({ modelsFolder, provider })
    const { session, model } = await models.need('embedder')
    warp(bitmap, toBitmap, session.input)
    vectors.push((await embed(bitmap, toBitmap, oneCrop, session, model)).embedding.vector)
    if (provider === 'webgpu') {
      const cosine = vectors[0].reduce((sum, value, index) => sum + value * vectors[1][index], 0)
      process.stdout.write(JSON.stringify({ provider: models.provider, cosine }), () => process.exit(0))
    }
  }
`

test.skipIf(driver === undefined)(
  "WebGPU gives the CPU's embedding (needs Chromium's software Vulkan device)",
  async () => {
    const vision = await createLocalVision({ modelsFolder, now: () => performance.now() })
    const { faces } = await vision.analysePhoto(await sample(3), { largest: 1, liveness: false })
    await vision.close()
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      env: {
        ...process.env,
        VK_ICD_FILENAMES: driver,
        MODELS: modelsFolder,
        LD_LIBRARY_PATH: dirname(driver!),
        POINTS: JSON.stringify(faces[0]!.points),
        VISION: new URL('../../main/vision/', import.meta.url).href,
      },
    })
    const { provider, cosine } = JSON.parse(stdout)
    expect(provider).toMatchObject({ name: 'webgpu', fallBack: null })
    expect(cosine).toBeGreaterThan(0.9999)
  },
  300_000,
)
