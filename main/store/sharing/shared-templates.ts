import { z } from 'zod'
import { Instant, ModelId, type TemplateId } from '../../contract/entities.ts'
import { TemplateSource } from '../../contract/people.ts'
import { Uid } from '../../contract/shared-change.ts'
import type { Templates } from '../templates.ts'
import { bytesOfVector, vectorOfBytes } from '../vector.ts'
import type { Referents } from './referents.ts'
import { isVoid, known, readFields, refused, type SharedRows, taken } from './shared-row.ts'
import type { Uids } from './uids.ts'

const SharedTemplate = z.object({
  person: Uid,
  model: ModelId,
  quality: z.number(),
  source: TemplateSource,
  createdAt: Instant,
})

/** Bytes that say how long the embedding is. */
const headBytes = 4

/** The embedding and the photo in one: they are made together and erased together. */
export function packFace(embedding: Uint8Array, photo: Uint8Array | null): Uint8Array {
  const head = new Uint8Array(headBytes)
  new DataView(head.buffer).setUint32(0, embedding.length)
  return Buffer.concat([head, embedding, photo ?? new Uint8Array()])
}

/** Null when it is not what `packFace` makes. */
export function unpackFace(packed: Uint8Array): { vector: Float32Array; photo: Uint8Array | null } | null {
  if (packed.length < headBytes) return null
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0)
  const end = headBytes + length
  if (length === 0 || length % Float32Array.BYTES_PER_ELEMENT !== 0 || end > packed.length) return null
  const vector = vectorOfBytes(Uint8Array.prototype.slice.call(packed, headBytes, end))
  return { vector, photo: end === packed.length ? null : Uint8Array.prototype.slice.call(packed, end) }
}

interface Tables {
  readonly templates: Templates
  readonly uids: Uids
  readonly referents: Referents
}

/**
 * Templates with their photos. One never changes: a model that a station changes to makes embeddings of its own from
 * the photos, and those of another model wait for it.
 */
export function openSharedTemplates({ templates, uids, referents }: Tables): SharedRows {
  return {
    read(id) {
      const template = templates.find(id as TemplateId)
      const person = template && uids.of('person', template.personId)
      const uid = uids.of('template', id)
      if (template === null || person === null || uid === null) return null
      const { model, quality, source, createdAt } = template
      const stored = templates.readEmbedding(template.id, model)
      if (stored === null) return null
      return {
        fields: { person, model, quality, source, createdAt },
        secret: packFace(bytesOfVector(stored.vector), templates.readPhoto(template.id)),
      }
    },
    take({ uid, fields, secret }, touched) {
      const shared = readFields(SharedTemplate, fields)
      const face = secret && unpackFace(secret)
      if (shared === null || face === null) return refused
      if (referents.isGone('template', uid)) return isVoid
      if (uids.find('template', uid) !== null) return known
      const at = referents.person(shared.person)
      if (at.kind === 'erased') return isVoid
      if (at.kind === 'unknown') return { kind: 'waits', for: shared.person }
      const { id } = templates.takeIn({ ...shared, ...face, personId: at.id })
      uids.assign('template', id, uid)
      touched.people.add(at.id)
      return taken
    },
    remove(uid, touched) {
      const template = templates.find((uids.find('template', uid) ?? 0) as TemplateId)
      if (template === null) return
      templates.erase(template.id)
      touched.people.add(template.personId)
    },
  }
}
