/**
 * Enrolling photos in bulk: processor time from the file to the stored template, against that of the model runs in it
 * alone. With every core busy the one bounds the photos a second as the other bounds what the models would allow.
 *
 *   npm run bench bulk [-- --json]
 *   ROLLCALL_BULK=10000     photos instead of 120, for the memory; the later ones are not timed
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createApp } from '../main/app.ts'
import { median } from '../main/numeric/statistics.ts'
import { createLocalVision } from '../main/vision/pipeline.ts'
import { modelsFolder } from './office.ts'
import { spentOn } from './replay.ts'

export const name = 'bulk'

const timed = 120
const photos = Number(process.env.ROLLCALL_BULK ?? timed)
const sides = [250, 600, 1200]
/** A person's photos. */
const photosEach = 4

export async function run({ json }: { readonly json: boolean }) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rollcall-bulk-'))
  const vision = createLocalVision({ modelsFolder, now: () => performance.now() })
  const key = { kind: 'file', path: join(dataFolder, 'key') } as const
  const app = await createApp({
    dataFolder,
    modelsFolder,
    key,
    shell: 'test',
    caller: { actor: 'bench', via: 'command', role: 'owner' },
    vision,
  })
  try {
    // Uncompressed: making the photos takes its time too.
    const sample = sharp(await readFile(join(modelsFolder, 'samples/sample5.jpg')))
    const source = await sample.extract({ left: 300, top: 690, width: 620, height: 610 }).png().toBuffer()
    const shares = new Map<number, number[]>(sides.map((side) => [side, []]))
    const milliseconds = new Map<number, number[]>(sides.map((side) => [side, []]))
    const memory: number[] = []
    let person = await app.call('people.create', { name: 'Bulk' })
    for (let index = -6; index < photos; index++) {
      const side = sides[(index + sides.length * 2) % sides.length]!
      const photo = await portrait(source, side, index)
      if (index % photosEach === 0) person = await app.call('people.create', { name: `Bulk ${index}` })
      const enrol = () =>
        app.call('enrol.photo', { personId: person.id, photo, source: 'import', allowDuplicate: true })
      if (index >= timed) {
        await enrol()
        memory.push(process.memoryUsage().rss / 2 ** 20)
        if (index % 500 === 0) process.stderr.write(`${index} photos: ${memory.at(-1)!.toFixed(0)} MB\n`)
        continue
      }
      const spent = await spentOn(enrol)
      if (index < 0) continue
      shares.get(side)!.push(spent.models / spent.all)
      milliseconds.get(side)!.push(spent.all)
      memory.push(process.memoryUsage().rss / 2 ** 20)
    }
    const ratios = Object.fromEntries(sides.map((side) => [`${side} pixels`, 1 / median(shares.get(side)!)]))
    const early = memory[photos >> 2]!
    const late = memory.at(-1)!
    const report = { ...ratios, memory: late / early }
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
    else {
      for (const side of sides) {
        process.stdout.write(
          `${side} x ${side}: ${median(milliseconds.get(side)!).toFixed(1)} ms of a core a photo, the models alone would allow ` +
            `${(100 * median(shares.get(side)!)).toFixed(0)} % of it (wanted: at least 85 %)\n`,
        )
      }
      process.stdout.write(
        `memory after ${photos >> 2} photos ${early.toFixed(0)} MB, after ${photos} ${late.toFixed(0)} MB\n`,
      )
    }
    return report
  } finally {
    await app.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** One face, cut a little differently each time so that no two photos are the same file. */
function portrait(source: Buffer, side: number, index: number): Promise<Buffer> {
  return sharp(source)
    .extract({ left: (index + 6) % 37, top: (index + 6) % 41, width: 560, height: 560 })
    .resize(side, side)
    .modulate({ brightness: 1 + (Math.abs(index) % 100) / 1000 })
    .jpeg({ quality: 90 })
    .toBuffer()
}
