import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalFrom, uniformFrom } from '../../main/numeric/random.ts'
import { foldMap } from '../../main/onnx/fold-map.ts'
import { modelsFolder } from './models-folder.ts'

interface Entry {
  readonly role: string
  readonly file: string
  readonly sha256: string
}

/** A random rotation: embeddings go through it without becoming more or less alike among each other. */
export function randomRotation(dimensions: number, seed: number): Float32Array {
  const random = uniformFrom(seed)
  const rows: Float64Array[] = []
  while (rows.length < dimensions) {
    const row = Float64Array.from({ length: dimensions }, () => normalFrom(random))
    for (const other of rows) {
      const along = row.reduce((sum, value, at) => sum + value * other[at]!, 0)
      for (let at = 0; at < dimensions; at++) row[at]! -= along * other[at]!
    }
    const length = Math.hypot(...row)
    rows.push(row.map((value) => value / length))
  }
  return Float32Array.from(rows.flatMap((row) => [...row]))
}

/**
 * Makes a folder of models with a second pack, `turned`: as good as the one that ships, with embeddings that mean nothing
 * to it.
 */
export function writeModelsWithSecondPack(folder: string): void {
  const shipped = join(modelsFolder, 'faceplugin')
  const manifest = JSON.parse(readFileSync(join(modelsFolder, 'manifest.json'), 'utf8'))
  const [first] = manifest.packs
  symlinkSync(shipped, join(folder, 'faceplugin'))
  symlinkSync(join(modelsFolder, 'samples'), join(folder, 'samples'))
  mkdirSync(join(folder, 'turned'))
  const models = first.models.map(({ fast, ...entry }: Entry & { fast?: Entry }) => {
    const used = fast ?? entry
    const bytes = readFileSync(join(shipped, used.file))
    if (entry.role !== 'embedder') {
      symlinkSync(join(shipped, used.file), join(folder, 'turned', entry.file))
      return { ...entry, bytes: bytes.length, sha256: used.sha256 }
    }
    const turned = foldMap(bytes, { rows: 512, columns: 512, W: randomRotation(512, 5) })
    writeFileSync(join(folder, 'turned', entry.file), turned)
    const sha256 = createHash('sha256').update(turned).digest('hex')
    return { ...entry, bytes: turned.length, sha256, graphOptimizationLevel: 'all' }
  })
  const packs = [first, { ...first, name: 'turned', models }]
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, packs }))
}
