import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { rewriteModel } from './rewrite.ts'

interface ManifestModel {
  readonly file: string
  readonly sha256: string
  /** The rewritten form of the file. */
  readonly fast?: { readonly file: string; readonly sha256: string }
}

interface Manifest {
  readonly packs: readonly { readonly name: string; readonly models: readonly ManifestModel[] }[]
}

/**
 * Writes the fast form of every installed model that has a `fast` entry in `manifest.json`, beside the original. Files
 * that are already right stay.
 * @returns the files written, as paths below `modelsFolder`
 * @throws AppError `model-damaged` when the sha256 of an original or rewritten model is not the manifest's
 */
export async function rewriteModels(modelsFolder: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(modelsFolder, 'manifest.json'), 'utf8')) as Manifest
  const written: string[] = []
  for (const pack of manifest.packs) {
    for (const { file, sha256, fast } of pack.models) {
      if (fast === undefined) continue
      const source = await readIfThere(join(modelsFolder, pack.name, file))
      if (source === null) continue
      const target = join(modelsFolder, pack.name, fast.file)
      const existing = await readIfThere(target)
      if (existing !== null && hash(existing) === fast.sha256) continue
      checkHash(file, source, sha256)
      const rewritten = rewriteModel(source)
      checkHash(fast.file, rewritten, fast.sha256)
      await writeFile(`${target}.part`, rewritten)
      await rename(`${target}.part`, target)
      written.push(join(pack.name, fast.file))
    }
  }
  return written
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function checkHash(file: string, bytes: Uint8Array, expected: string): void {
  const sha256 = hash(bytes)
  if (sha256 === expected) return
  throw new AppError(
    'model-damaged',
    `The model ${file} is not the one of the list of models: its sha256 is ${sha256}, not ${expected}.`,
    { details: { file, sha256, expected } },
  )
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
