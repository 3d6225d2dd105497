import hnswlib from 'hnswlib-node'
import type { PersonId, TemplateId } from '../contract/entities.ts'
import { requireLength } from './gallery.ts'
import { createRanking, type GalleryEntry, type Match } from './match.ts'

/** Links of a node on the upper layers; the lowest has twice as many (Malkov & Yashunin 2018, section 4.1). */
const linksPerNode = 16
/** Candidates kept while inserting, and while searching; measured by bench/search.ts up to 100,000 templates. */
const insertBreadth = 100
const searchBreadth = 64
/** Levels are drawn by a seeded generator, so that the same insertions give the same graph. */
const seed = 100

/** Finds approximate nearest neighbours by inner product, which is the cosine of unit vectors. */
export interface HnswIndex {
  /** Templates that can be found. */
  readonly size: number
  /** Removed templates that still take up room. */
  readonly removed: number
  /** Adds templates, or replaces those of the same id. @throws AppError `model-mismatch` for another length */
  add(entries: readonly GalleryEntry[]): void
  /**
   * Removes templates and overwrites their vectors at once, so that a graph saved later does not hold them. Unknown ids
   * are ignored.
   */
  remove(templateIds: readonly TemplateId[]): void
  /** @throws AppError `model-mismatch` for another length */
  search(probe: Float32Array, top: number): Match[]
  /** Writes the graph to a file. Blocks. */
  save(file: string): void
}

/** @param capacity templates there is room for at first; it grows when needed */
export function createHnsw(dimensions: number, capacity: number): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  graph.initIndex(Math.max(1, capacity), linksPerNode, insertBreadth, seed)
  return hnswOf(graph, dimensions, new Map(), new Set())
}

/**
 * Reads a graph that `save` wrote without blocking. The file must be whole: damage is not always found here.
 * @param owners whose each template is; templates without an owner are not found
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

/** Does the same, but blocks. */
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
  const ownerless = new Set<TemplateId>()
  for (const label of graph.getIdsList() as TemplateId[]) {
    const owner = owners.get(label)
    if (owner === undefined) ownerless.add(label)
    else found.set(label, owner)
  }
  return hnswOf(graph, dimensions, found, ownerless)
}

/** @param ownerless templates of a loaded graph without an owner; some were overwritten before it was saved */
function hnswOf(
  graph: hnswlib.HierarchicalNSW,
  dimensions: number,
  owners: Map<TemplateId, PersonId>,
  ownerless: Set<TemplateId>,
): HnswIndex {
  graph.setEf(searchBreadth)
  const nothing = new Array<number>(dimensions).fill(0)
  const numbers = new Array<number>(dimensions).fill(0)

  /** hnswlib wants an array, and Array.from would take a tenth of the search. The next call overwrites it. */
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
        if (!owners.delete(templateId) && !ownerless.delete(templateId)) continue
        // hnswlib only marks a node, and leaves its vector where it is.
        graph.addPoint(nothing, templateId)
        graph.markDelete(templateId)
      }
    },
    search(probe, top) {
      requireLength(probe, dimensions)
      const query = numbersOf(probe)
      // A person has several templates, so more of them are asked for until there are enough people.
      for (let templates = Math.max(16, top * 4); ; templates *= 4) {
        const asked = Math.min(templates, owners.size)
        const found = asked === 0 ? [] : rank(query, asked, top)
        if (found.length >= top || asked === owners.size) return found
      }
    },
    save: (file) => graph.writeIndexSync(file),
  }
}
