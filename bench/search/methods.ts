import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelId, PersonId, TemplateId } from '../../main/contract/entities.ts'
import { createGallery } from '../../main/matching/gallery.ts'
import { createHnsw, type HnswIndex } from '../../main/matching/hnsw.ts'
import { type IndexPlace, loadIndex, saveIndex } from '../../main/matching/index-file.ts'
import type { GalleryEntry } from '../../main/matching/match.ts'
import { openVault } from '../../main/store/vault.ts'
import { dimensions } from './population.ts'

/** One way to search a gallery. */
export interface Method {
  readonly name: string
  build(entries: readonly GalleryEntry[]): Index
  /** From what `save` wrote; null when the method keeps no file. */
  readonly load: ((file: string, entries: readonly GalleryEntry[]) => Index) | null
}

export interface Index {
  /** The template most like the probe, of the five best people or twenty best templates. */
  best(probe: Float32Array): TemplateId | undefined
  /** Null when nothing can be changed. */
  readonly change: { add(entry: GalleryEntry): void; remove(templateId: TemplateId): void } | null
  save(file: string): Promise<void> | void
}

export const exact: Method = {
  name: 'exact',
  build(entries) {
    const gallery = createGallery(dimensions)
    gallery.add(entries)
    return {
      best: (probe) => gallery.search(probe, 5)[0]?.templateId,
      change: { add: (entry) => gallery.add([entry]), remove: (templateId) => gallery.remove([templateId]) },
      save: () => undefined,
    }
  },
  load: null,
}

/** What `exact` was before it had its kernel: a loop of four sums. */
export const plainLoop: Method = {
  name: 'exact in JavaScript',
  build(entries) {
    const vectors = new Float32Array(entries.length * dimensions)
    for (const [row, { vector }] of entries.entries()) vectors.set(vector, row * dimensions)
    return {
      best(probe) {
        let best = 0
        let similarity = -Infinity
        for (let row = 0; row < entries.length; row++) {
          const product = dot(vectors, row * dimensions, probe)
          if (product > similarity) [best, similarity] = [row, product]
        }
        return entries[best]?.templateId
      },
      change: null,
      save: () => undefined,
    }
  },
  load: null,
}

function dot(vectors: Float32Array, start: number, probe: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0; i < dimensions; i += 4) {
    a += vectors[start + i]! * probe[i]!
    b += vectors[start + i + 1]! * probe[i + 1]!
    c += vectors[start + i + 2]! * probe[i + 2]!
    d += vectors[start + i + 3]! * probe[i + 3]!
  }
  return a + b + c + d
}

const vault = openVault({ kind: 'key', key: new Uint8Array(32).fill(1), place: { kind: 'recovery-key' } })
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const placeOf = (file: string): IndexPlace => ({ file, vault })

/** The graph as the app keeps it: sealed, and opened by way of a plain file in memory. */
export const hnsw: Method = {
  name: 'hnsw',
  build(entries) {
    const index = createHnsw(dimensions, entries.length)
    index.add(entries)
    return hnswIndex(index)
  },
  load(file, entries) {
    const owners = new Map<TemplateId, PersonId>()
    for (const { templateId, personId } of entries) owners.set(templateId, personId)
    const result = loadIndex(placeOf(file), scratch, owners)
    if (result.kind !== 'loaded') throw new Error(`The saved graph is ${result.kind}.`)
    return hnswIndex(result.index)
  },
}

const sideCar = {
  format: 2,
  model: 'bench' as ModelId,
  metric: null,
  leftOut: 0,
  dimensions,
  revision: { number: 0, stamp: 'bench' },
} as const

function hnswIndex(index: HnswIndex): Index {
  return {
    best: (probe) => index.search(probe, 5)[0]?.templateId,
    change: { add: (entry) => index.add([entry]), remove: (templateId) => index.remove([templateId]) },
    save: (file) => saveIndex(placeOf(file), scratch, index, sideCar),
  }
}

/** The part of usearch's interface that is used here. */
interface Usearch {
  add(key: bigint, vector: Float32Array, threads: number): void
  search(vector: Float32Array, count: number, threads: number): { readonly keys: BigUint64Array }
  remove(key: bigint): void
  save(file: string): void
  load(file: string): void
  view(file: string): void
}

/** Installs usearch in `folder`. @param forms f32, f16, i8; with ` mapped` the file is not read but looked into */
export function installUsearch(folder: string, forms: readonly string[]): readonly Method[] {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', 'usearch@2.26.1'], { cwd: folder })
  const { Index: Usearch } = createRequire(join(folder, 'package.json'))('usearch') as {
    Index: new (options: object) => Usearch
  }
  return forms.map((form) => {
    const [quantization, mapped] = form.split(' ')
    // As the graph of hnswlib has it: main/matching/hnsw.ts.
    const breadths = { connectivity: 16, expansion_add: 100, expansion_search: 64 }
    const create = () => new Usearch({ metric: 'ip', dimensions, quantization, multi: false, ...breadths })
    return {
      name: `usearch ${form}`,
      build(entries) {
        const index = create()
        for (const { templateId, vector } of entries) index.add(BigInt(templateId), vector, 1)
        return usearchIndex(index, true)
      },
      load(file) {
        const index = create()
        index[mapped ? 'view' : 'load'](file)
        return usearchIndex(index, !mapped)
      },
    } satisfies Method
  })
}

function usearchIndex(index: Usearch, changeable: boolean): Index {
  return {
    best: (probe) => Number(index.search(probe, 20, 1).keys[0]) as TemplateId,
    change: changeable
      ? {
          add: ({ templateId, vector }) => index.add(BigInt(templateId), vector, 1),
          remove: (templateId) => index.remove(BigInt(templateId)),
        }
      : null,
    save: (file) => index.save(file),
  }
}

/** One that is not of a population, nor of another number. */
export function extra(number: number): Pick<GalleryEntry, 'templateId' | 'personId'> {
  const id = 4_000_000_000 + number
  return { templateId: id as TemplateId, personId: id as PersonId }
}
