import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PackLabels, unlabelled } from '../contract/model-labels.ts'
import { PublishedAccuracy } from '../contract/models.ts'
import { type FoundPack, locatePack, type ModelPlaces, Pack, packFile } from '../vision/manifest.ts'

/** A file that a pack's models come in: a model itself, or a `.zip` that holds several. */
const Download = z.object({
  file: z.string().regex(/^\w[\w.-]*$/, 'a plain file name'),
  /** The first one that gives the right file is taken. */
  addresses: z.array(z.url({ protocol: /^https?$/ })).min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Left out where nobody says. */
  bytes: z.number().int().positive().optional(),
})
export type Download = z.infer<typeof Download>

export const maxTitleLength = 100

/** A pack with all that is said of it: an entry of `manifest.json`, or the `pack.json` of a pack from elsewhere. */
export const PackEntry = Pack.extend({
  title: z.string().max(maxTitleLength).optional(),
  labels: PackLabels.default(unlabelled),
  accuracy: PublishedAccuracy.nullable().default(null),
  downloads: z.array(Download).default([]),
  /** Whether we have run the real files. */
  triedByUs: z.boolean().default(false),
}).refine(
  ({ use, models }) => use !== 'liveness' || (models.length > 0 && models.every(({ role }) => role === 'liveness')),
  'a pack for liveness has models of that role, and no others',
)
export type PackEntry = z.infer<typeof PackEntry>

export const titleOf = ({ title, name }: PackEntry) => title ?? name

/** A pack that is known here, and where its files are or would be. */
export interface KnownPack {
  readonly entry: PackEntry
  readonly found: FoundPack
  /** Whether all its files are there; their hashes are checked whenever they are loaded. */
  readonly state: 'complete' | 'incomplete' | 'absent'
}

const Catalogue = z.object({ packs: z.array(PackEntry) })

/** Reads what is known of packs: the entries of the manifest in its order, then those installed from elsewhere. */
export async function readKnownPacks(places: ModelPlaces & { readonly installedFolder: string }): Promise<KnownPack[]> {
  const text = await readFile(join(places.modelsFolder, 'manifest.json'), 'utf8')
  const { packs } = Catalogue.parse(JSON.parse(text))
  const names = new Set(packs.map(({ name }) => name))
  const installed = await readdir(places.installedFolder).catch(() => [])
  const own = await Promise.all(
    installed.filter((name) => !names.has(name)).map((name) => readEntry(join(places.installedFolder, name), name)),
  )
  return Promise.all([...packs, ...own.filter((entry) => entry !== null)].map((entry) => locate(places, entry)))
}

/** Reads the `pack.json` in the folder of a pack; null where there is none, or one of another pack. */
async function readEntry(folder: string, name: string): Promise<PackEntry | null> {
  const text = await readFile(join(folder, packFile), 'utf8').catch(() => null)
  const entry = text === null ? null : parseEntry(text)
  return entry?.name === name ? entry : null
}

/** Parses a `pack.json`; null for anything else. */
export function parseEntry(text: string): PackEntry | null {
  try {
    return PackEntry.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function locate(places: ModelPlaces, entry: PackEntry): Promise<KnownPack> {
  const found = await locatePack(places, entry)
  const sizes = await Promise.all(entry.models.map(({ file }) => sizeOf(join(found.folder, file))))
  const there = sizes.filter((size) => size !== null).length
  return { entry, found, state: there === sizes.length ? 'complete' : there === 0 ? 'absent' : 'incomplete' }
}

/** Returns the size of a file in bytes; null when there is none. */
export const sizeOf = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ size }) => size,
    () => null,
  )
