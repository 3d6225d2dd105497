import hnswlib from 'hnswlib-node'
import type { PersonId, TemplateId } from '../contract/entities.ts'
import { requireLength } from './gallery.ts'
import { createRanking, type GalleryEntry, type Match } from './match.ts'

/** Links a node has on the upper layers; the lowest has twice as many (Malkov & Yashunin 2018, section 4.1). */
const links = 16
/** Candidates kept while inserting, and while searching; measured by bench/search.ts up to 100,000 templates. */
const insertBreadth = 100
const searchBreadth = 64
/** Levels are drawn by a seeded generator, so that the same insertions give the same graph. */
const seed = 100

/** Approximate nearest neighbours by inner product, which is the cosine for vectors of unit length. */
export interface HnswIndex {
  /** Templates that can be found. */
  readonly size: number
  /** Templates that were removed and still take up room. */
  readonly removed: number
  /** Replaces what was stored under the same template. @throws AppError `model-mismatch` for another length */
  add(entries: readonly GalleryEntry[]): void
  /**
   * Their vectors are overwritten at once, so that a graph saved later does not hold them. Unknown ids are passed over.
   */
  remove(templateIds: readonly TemplateId[]): void
  /** @throws AppError `model-mismatch` for another length */
  search(probe: Float32Array, top: number): Match[]
  /** Blocks while writing. */
  save(file: string): void
}

/** @param capacity templates there is room for at first; it grows when needed */
export function createHnsw(dimensions: number, capacity: number): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.initIndex(Math.max(1, capacity), links, insertBreadth, seed)
  return hnswOf(graph, dimensions, new Map(), new Set())
}

/**
 * Reads a graph that `save` wrote without blocking; the file must be whole, damage is not always found here.
 * @param owners who each template belongs to; templates of the graph without an owner are not found
 */
export async function loadHnsw(
  file: string,
  dimensions: number,
  owners: ReadonlyMap<TemplateId, PersonId>,
): Promise<HnswIndex> {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  await graph.readIndex(file)
  return loadGraph(graph, dimensions, owners)
}

/** Like `loadHnsw`, and blocks. */
export function loadHnswSync(file: string, dimensions: number, owners: ReadonlyMap<TemplateId, PersonId>): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.readIndexSync(file)
  return loadGraph(graph, dimensions, owners)
}

function loadGraph(
  graph: hnswlib.HierarchicalNSW,
  dimensions: number,
  owners: ReadonlyMap<TemplateId, PersonId>,
): HnswIndex {
  const found = new Map<TemplateId, PersonId>()
  const nobodys = new Set<TemplateId>()
  for (const label of graph.getIdsList() as TemplateId[]) {
    const owner = owners.get(label)
    if (owner === undefined) nobodys.add(label)
    else found.set(label, owner)
  }
  return hnswOf(graph, dimensions, found, nobodys)
}

/** @param nobodys templates of a loaded graph that have no owner any more; some were overwritten before it was saved */
function hnswOf(
  graph: hnswlib.HierarchicalNSW,
  dimensions: number,
  owners: Map<TemplateId, PersonId>,
  nobodys: Set<TemplateId>,
): HnswIndex {
  graph.setEf(searchBreadth)
  const nothing = new Array<number>(dimensions).fill(0)
  const numbers = new Array<number>(dimensions).fill(0)

  /** hnswlib wants an array; made by Array.from it would cost a tenth of the search. The next call overwrites it. */
  function numbersOf(vector: Float32Array): number[] {
    for (let index = 0; index < dimensions; index++) numbers[index] = vector[index]!
    return numbers
  }

  function reserve(count: number) {
    const needed = graph.getCurrentCount() + count
    if (needed > graph.getMaxElements()) graph.resizeIndex(Math.max(needed, Math.ceil(graph.getMaxElements() * 1.5)))
  }

  function rank(probe: number[], templates: number, top: number): Match[] {
    const { neighbors, distances } = graph.searchKnn(probe, templates)
    const best = createRanking(top)
    neighbors.forEach((label, index) => {
      const templateId = label as TemplateId
      const personId = owners.get(templateId)
      if (personId !== undefined) best.offer({ personId, templateId, similarity: 1 - distances[index]! })
    })
    return best.ranking()
  }

  return {
    get size() {
      return owners.size
    },
    get removed() {
      return graph.getCurrentCount() - owners.size
    },
    add(entries) {
      for (const { vector } of entries) requireLength(vector, dimensions)
      reserve(entries.length)
      for (const { templateId, personId, vector } of entries) {
        graph.addPoint(numbersOf(vector), templateId)
        owners.set(templateId, personId)
      }
    },
    remove(templateIds) {
      for (const templateId of templateIds) {
        if (!owners.delete(templateId) && !nobodys.delete(templateId)) continue
        // hnswlib only marks a node and leaves its vector where it is.
        graph.addPoint(nothing, templateId)
        graph.markDelete(templateId)
      }
    },
    search(probe, top) {
      requireLength(probe, dimensions)
      const query = numbersOf(probe)
      // A person has several templates: ask for more templates until there are enough people.
      for (let templates = Math.max(16, top * 4); ; templates *= 4) {
        const asked = Math.min(templates, owners.size)
        const found = asked === 0 ? [] : rank(query, asked, top)
        if (found.length >= top || asked === owners.size) return found
      }
    },
    save: (file) => graph.writeIndexSync(file),
  }
}
