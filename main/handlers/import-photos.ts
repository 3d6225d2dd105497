import type { Person, PersonId } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { ImportReason, QueuedPhoto } from '../contract/imports.ts'
import { findPerson } from '../enrolment/directory.ts'
import type { ImportPhoto, Seen } from '../store/imports.ts'
import type { Merge } from '../store/merges.ts'
import type { PhotoFace } from '../vision/vision.ts'
import type { Context } from './context.ts'
import type { Enroller, Look } from './enroller.ts'
import { mergePeople } from './people.ts'

/** A person's decision on a photo of the queue. */
export type Answer =
  | { readonly kind: 'take'; readonly face: number }
  | { readonly kind: 'skip' }
  | { readonly kind: 'different' }
  | { readonly kind: 'same' | 'merge'; readonly personId: PersonId }

/** What becomes of one photo of an import: by itself, and by a person's decision. */
export interface ImportPhotos {
  /** Looks at a photo whose bytes are here. @throws AppError for what is no fault of the photo */
  look(photo: ImportPhoto): Promise<void>
  /**
   * @returns the merge of two people that the answer led to, if any
   * @throws AppError `invalid-input` for a photo that waits no more, or an answer that does not fit it
   */
  decide(photo: ImportPhoto, answer: Answer): Promise<Merge | null>
  /** The photos of the same person that wait with the same question. */
  alike(photo: ImportPhoto): ImportPhoto[]
  shown(photo: ImportPhoto): QueuedPhoto
}

/** A photo at which the engine or the models stopped so often is not looked at again. */
const mostTries = 2

const reviewed = [
  'several-faces',
  'face-too-small',
  'low-quality',
  'looks-like-somebody-else',
  'unlike-own-photos',
] as const
type Question = (typeof reviewed)[number]

export function createImportPhotos(context: Context, enroller: Enroller): ImportPhotos {
  const { store, gallery, actor } = context
  const { imports, importFiles: files } = store

  /** The bytes are not needed any more. */
  function close(photo: ImportPhoto, state: 'known' | 'refused' | 'skipped' | 'taken', reason: ImportReason | null) {
    imports.settle(photo.id, state, reason)
    files.remove([photo.id])
  }

  function ask(photo: ImportPhoto, question: Question, seen: Seen): void {
    imports.settle(photo.id, 'review', question, seen)
  }

  function bytesOf({ id }: ImportPhoto): Uint8Array | null {
    try {
      return files.get(id)
    } catch (error) {
      if (error instanceof AppError && error.code === 'file-unreadable') return null
      throw error
    }
  }

  /** Whom the photo is filed under, if enrolled. */
  function ownerOf(photo: ImportPhoto): Person | null {
    if (photo.personId !== null) return store.people.find(photo.personId)
    const found = findPerson({ byNumber: store.people.byEmployeeNumber, byName: store.people.byName }, photo)
    return found && store.people.find(found.id)
  }

  /** Makes the face a template of `owner`, or of whom it is filed under, who is created now if need be. */
  function take(photo: ImportPhoto, face: PhotoFace, bytes: Uint8Array, owner: PersonId | null): void {
    store.transaction(() => {
      // Told whose it is, nobody need know whom its name means.
      const filed = owner !== null && whyUnclear(photo) !== null ? null : ownerOf(photo)
      const personId = owner ?? filed?.id ?? create(photo)
      if (filed === null && owner === null) imports.belongsTo(photo, personId)
      else if (photo.personId === null && filed?.id === personId) imports.belongsTo(photo, personId)
      enroller.add(personId, face, 'import', bytes)
      imports.settle(photo.id, 'taken')
    })
    files.remove([photo.id])
    gallery.refresh()
  }

  function create({ name, employeeNumber }: ImportPhoto): PersonId {
    const person = store.people.create({ name, employeeNumber, groups: [] })
    store.audit.append({
      actor,
      action: 'person.create',
      subject: `person ${person.id}`,
      details: { source: 'import' },
    })
    return person.id
  }

  /** Takes the face, or asks when somebody else looks like it, or nothing that is there of its person. */
  function takeOrAsk(photo: ImportPhoto, found: Look, bytes: Uint8Array, index: number): void {
    const face = found.faces[index]!
    const owner = ownerOf(photo)
    const candidates = enroller.lookAlikes(face, owner?.id ?? null)
    if (candidates.length === 0) {
      const unlike = owner === null ? null : enroller.unlike(face, owner.id)
      if (unlike === null) take(photo, face, bytes, null)
      else ask(photo, 'unlike-own-photos', seenIn(found, index))
      return
    }
    const alike = candidates.map(({ person, similarity }) => ({ personId: person.id, similarity }))
    ask(photo, 'looks-like-somebody-else', { ...seenIn(found, index), candidates: alike })
  }

  function whyUnclear(photo: ImportPhoto): ImportReason | null {
    try {
      ownerOf(photo)
      return null
    } catch (error) {
      const code = error instanceof AppError ? error.code : null
      if (code === 'employee-number-taken') return code
      if (code === 'invalid-input') return 'name-unclear'
      throw error
    }
  }

  return {
    async look(photo) {
      if (photo.tries >= mostTries) return close(photo, 'refused', 'stopped-recognition')
      const unclear = whyUnclear(photo)
      if (unclear !== null) return close(photo, 'refused', unclear)
      const bytes = bytesOf(photo)
      // What a crash has damaged is asked for again, and so is what the disk does not give back.
      if (bytes === null) return imports.settle(photo.id, 'missing')
      const owner = ownerOf(photo)
      if (owner !== null && store.templates.byOrigin(bytes)?.personId === owner.id) return close(photo, 'known', null)
      const found = await enroller.look(bytes, 'import')
      // Meanwhile the import may have been ended, and whom the photo is filed under erased or merged.
      const now = imports.find(photo.id)
      if (now?.state !== 'waiting') return
      if (found.kind === 'face') return takeOrAsk(now, found, bytes, 0)
      const { code } = found.refusal
      const question = reviewed.find((each) => each === code)
      if (question === undefined) close(now, 'refused', code)
      else ask(now, question, seenIn(found, question === 'several-faces' ? null : 0))
    },

    async decide(photo, answer) {
      const { seen } = photo
      if (photo.state !== 'review' || seen === null) throw decidedMeanwhile(photo)
      const { kind } = answer
      const record = () => {
        const details = { answer: kind, ...('personId' in answer && { person: answer.personId }) }
        store.audit.append({ actor, action: 'import.decide', subject: `imported photo ${photo.id}`, details })
      }
      if (kind === 'skip') {
        record()
        close(photo, 'skipped', photo.reason)
        return null
      }
      const bytes = files.get(photo.id)
      if (bytes === null) {
        close(photo, 'refused', 'file-not-found')
        return null
      }
      const found = await enroller.look(bytes, 'import')
      const wanted = kind === 'take' ? answer.face : seen.face
      const index = wanted === null ? -1 : nearest(found.faces, seen, wanted)
      const face = found.faces[index]
      if (face === undefined) throw new AppError('invalid-input', 'Choose one of the faces in the photo.')
      // Somebody may have decided in another window while this one was looking.
      const now = imports.get(photo.id)
      if (now.state !== 'review') throw decidedMeanwhile(photo)
      if ('personId' in answer) store.people.get(answer.personId)
      const owner = kind === 'same' ? null : ownerOf(now)
      record()
      switch (kind) {
        case 'take':
          takeOrAsk(now, found, bytes, index)
          return null
        case 'different':
          take(now, face, bytes, null)
          return null
        case 'merge': {
          const two = owner !== null && owner.id !== answer.personId
          const merge = two ? mergePeople(context, answer.personId, owner.id) : null
          take(now, face, bytes, answer.personId)
          return merge
        }
        case 'same':
          if (store.templates.byOrigin(bytes)?.personId === answer.personId) close(now, 'known', null)
          else take(now, face, bytes, answer.personId)
          return null
        default:
          return assertNever(kind)
      }
    },

    alike: (photo) => imports.alike(photo).filter(({ seen }) => bestOf(seen) === bestOf(photo.seen)),

    shown(photo) {
      const { seen, reason } = photo
      const question = reviewed.find((each) => each === reason)
      if (seen === null || question === undefined) throw decidedMeanwhile(photo)
      const person = whyUnclear(photo) === null ? ownerOf(photo) : null
      const candidates = seen.candidates.flatMap(({ personId, similarity }) => {
        const found = store.people.find(personId)
        return found === null ? [] : [{ person: { id: found.id, name: found.name }, similarity }]
      })
      return {
        id: photo.id,
        path: photo.path,
        name: photo.name,
        employeeNumber: photo.employeeNumber,
        person: person && { id: person.id, name: person.name },
        reason: question,
        width: seen.width,
        height: seen.height,
        faces: [...seen.faces],
        face: seen.face,
        candidates,
        alike: this.alike(photo).length,
      }
    },
  }
}

const bestOf = (seen: Seen | null) => seen?.candidates[0]?.personId ?? null

function seenIn({ faces, size }: Look, face: number | null): Seen {
  return { ...size, faces: faces.map(({ box, quality }) => ({ box, quality })), face, candidates: [] }
}

/** The place of the face that was seen as number `wanted` before; -1 when there is none. */
function nearest(faces: readonly PhotoFace[], seen: Seen, wanted: number): number {
  const before = seen.faces[wanted]?.box
  if (before === undefined) return -1
  const distance = ({ box }: PhotoFace) =>
    Math.hypot(box.x - before.x + (box.width - before.width) / 2, box.y - before.y + (box.height - before.height) / 2)
  const best = faces.toSorted((a, b) => distance(a) - distance(b))[0]
  return best === undefined ? -1 : faces.indexOf(best)
}

function decidedMeanwhile({ id }: ImportPhoto): AppError {
  return new AppError('invalid-input', 'This photo has been decided in the meantime.', { details: { id } })
}
