import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { PersonId, TemplateId } from '../contract/entities.ts'
import { type HnswIndex, loadHnswSync } from './hnsw.ts'
import { inScratch, inScratchSync } from './scratch.ts'

/**
 * Encrypts whole files, as the store's vault does. Opening fails when the file or the context is not what was sealed.
 */
export interface FileVault {
  sealFile(plain: string, sealed: string, context: string): Promise<void>
  openFile(sealed: string, plain: string, context: string): void
}

export interface IndexPlace {
  /** The sealed graph; its side-car is this path and `.json`. */
  readonly file: string
  readonly vault: FileVault
}

/** What a saved graph was made from. It is the context of the encryption, so it cannot be exchanged. */
const SideCar = z.object({
  format: z.literal(2),
  model: z.string(),
  /** The learned metric that the vectors went through; null for none. */
  metric: z.string().nullable().default(null),
  dimensions: z.number().int(),
  /** Templates that could not be decrypted when it was built, and are not in it. */
  leftOut: z.number().int().default(0),
  revision: z.object({ number: z.number().int(), stamp: z.string() }),
})
export type SideCar = z.infer<typeof SideCar>

export type LoadResult =
  | { readonly kind: 'loaded'; readonly index: HnswIndex; readonly sideCar: SideCar }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly reason: string }

/** Graphs of the first format hold the vectors of templates that were removed. */
const format = z.object({ format: z.number() })

/** Writes the graph atomically: a crash leaves the former one, or one that is detected as damaged. */
export async function saveIndex(place: IndexPlace, scratch: string, index: HnswIndex, sideCar: SideCar): Promise<void> {
  await inScratch(scratch, async (plain) => {
    index.save(plain)
    await sealIndex(place, plain, sideCar)
  })
}

/** Seals a graph that lies in a plain file already. */
export async function sealIndex({ file, vault }: IndexPlace, plain: string, sideCar: SideCar): Promise<void> {
  const text = JSON.stringify(sideCar)
  try {
    await vault.sealFile(plain, `${file}.new`, text)
    writeFileSync(`${file}.json.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    renameSync(`${file}.json.new`, `${file}.json`)
  } catch (error) {
    for (const unfinished of [`${file}.new`, `${file}.json.new`]) rmSync(unfinished, { force: true })
    throw error
  }
}

const filesOf = (file: string) => [file, `${file}.json`, `${file}.new`, `${file}.json.new`]

/** Removes a saved graph, even one that was not written to its end. */
export function removeIndex(file: string): void {
  for (const each of filesOf(file)) rmSync(each, { force: true })
}

/** Removes all other saved graphs in the folder of one. */
export function removeOtherIndexes(file: string): void {
  const [folder, kept] = [dirname(file), new Set(filesOf(file))]
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith('gallery.index') && !kept.has(path)) rmSync(path, { force: true })
  }
}

/** Reads a saved graph. Blocks for half a second with a hundred thousand templates. */
export function loadIndex(
  { file, vault }: IndexPlace,
  scratch: string,
  owners: ReadonlyMap<TemplateId, PersonId>,
): LoadResult {
  if (!existsSync(file) || !existsSync(`${file}.json`)) return { kind: 'missing' }
  try {
    const text = readFileSync(`${file}.json`, 'utf8')
    const content: unknown = JSON.parse(text)
    if (format.safeParse(content).data?.format === 1) {
      removeIndex(file)
      return { kind: 'missing' }
    }
    const sideCar = SideCar.parse(content)
    return inScratchSync(scratch, (plain) => {
      vault.openFile(file, plain, text)
      return { kind: 'loaded', index: loadHnswSync(plain, sideCar.dimensions, owners), sideCar }
    })
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) }
  }
}
