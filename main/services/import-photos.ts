import type { Caller } from '../contract/caller.ts'
import type { PersonId } from '../contract/entities.ts'
import { AppError, assertNever } from '../contract/errors.ts'
import type { ImportReason, QueuedPhoto } from '../contract/imports.ts'
import type { Merge, Person } from '../contract/people.ts'
import { type Found, findPerson } from '../enrolment/directory.ts'
import type { ImportPhoto, Seen } from '../store/imports.ts'
import type { PhotoFace } from '../vision/vision.ts'
import { consentMissingError } from './consent-policy.ts'
import type { Context } from './context.ts'
import type { Enroller, Look } from './enroller.ts'
import { createMajority } from './import-majority.ts'
import { mergePeople } from './merge-people.ts'
import { employFromToday } from './office-day.ts'

/** A user's decision on a photo of the queue. */
export type Answer =
  | { readonly kind: 'take'; readonly face: number }
  | { readonly kind: 'skip' }
  | { readonly kind: 'different' }
  | { readonly kind: 'same' | 'merge'; readonly personId: PersonId }

/** Decides what becomes of each photo of an import, by itself or as the user answers. */
export interface ImportPhotos {
  /** Examines a photo whose bytes were received. @throws AppError for failures that are not the photo's fault */
  look(photo: ImportPhoto): Promise<void>
  /**
   * Carries out a user's decision.
   * @returns the merge of two people that it led to, if any
   * @throws AppError `photo-decided`, `photo-not-waiting` or `face-not-in-photo` when the answer no longer fits,
   * `file-not-found` when the file is gone: the newest import asks for it again, in others the photo goes on waiting
   */
  decide(photo: ImportPhoto, answer: Answer, caller: Caller): Promise<Merge | null>
  /**
   * Keeps a photo sealed, without looking at it, until the person has consented.
   * @throws AppError when whom it is filed under has become unclear
   */
  hold(photo: ImportPhoto, caller: Caller): void
  /** Lists the photos of the same person that wait with the same question. */
  alike(photo: ImportPhoto): ImportPhoto[]
  describePhoto(photo: ImportPhoto): QueuedPhoto
}

/** After this many crashes of recognition, a photo is not examined again. */
const maxAttempts = 2

const reviewed = [
  'several-faces',
  'face-too-small',
  'low-quality',
  'looks-like-somebody-else',
  'unlike-own-photos',
] as const
type Question = (typeof reviewed)[number]

export function createImportPhotos(context: Context, enroller: Enroller): ImportPhotos {
  const { store, gallery, roster, consenting, self } = context
  const { imports, importFiles: files } = store
  const majority = createMajority(context, enroller, { bytesOf, ask, takeOrAsk: takeOrAskNow })

  /** Settles a photo and removes its file. */
  function close(photo: ImportPhoto, state: 'known' | 'refused', reason: ImportReason | null) {
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

  /** Makes the import ask again for a photo whose file is gone, as after restoring a backup of an earlier version. */
  function askAgainError(photo: ImportPhoto): AppError {
    const current = imports.findCurrent()
    if (current?.id === photo.importId) {
      imports.settle(photo.id, 'missing')
      imports.countAttempt(photo.id, -1)
      if (current.state === 'finished') imports.setState(current.id, 'running')
    }
    const message = `The photo ${photo.path} is not here any more. Choose it in the import once more, or leave it out.`
    return new AppError('file-not-found', message, { details: { path: photo.path } })
  }

  function findFiledPerson(photo: ImportPhoto): Found {
    if (photo.personId !== null) return { kind: 'found', person: store.people.find(photo.personId) }
    return findPerson({ byNumber: store.people.findByNumber, byName: store.people.findByName }, photo)
  }

  /** Returns whom the photo is filed under, if enrolled. @throws AppError when that has become unclear */
  function ownerOf(photo: ImportPhoto): Person | null {
    const found = findFiledPerson(photo)
    if (found.kind === 'found') return found.person && store.people.find(found.person.id)
    throw new AppError(found.code === 'name-unclear' ? 'name-ambiguous' : found.code, found.message)
  }

  /** Makes the face a template of `owner`, or of the person it is filed under, who is created if necessary. */
  function take(photo: ImportPhoto, face: PhotoFace, bytes: Uint8Array, owner: PersonId | null, caller: Caller): void {
    store.transaction(() => {
      // When the owner was stated, it does not matter whether the name is ambiguous.
      const filed = owner !== null && whyUnclear(photo) !== null ? null : ownerOf(photo)
      const personId = owner ?? filed?.id ?? create(photo, caller)
      if (filed === null && owner === null) imports.assignPerson(photo, personId)
      else if (photo.personId === null && filed?.id === personId) imports.assignPerson(photo, personId)
      enroller.add(personId, face, 'import', bytes, caller)
      imports.settle(photo.id, 'taken')
    })
  }

  function create(photo: ImportPhoto, caller: Caller): PersonId {
    const person = store.people.create(employFromToday(context, photo))
    store.audit.append({
      ...caller,
      action: 'person.create',
      subject: `person ${person.id}`,
      details: { source: 'import' },
    })
    return person.id
  }

  /** Takes the face, or asks when somebody else looks like it or the person's other photos do not. */
  function takeOrAsk(photo: ImportPhoto, found: Look, bytes: Uint8Array, index: number, caller: Caller): void {
    const face = found.faces[index]!
    const owner = ownerOf(photo)
    const candidates = enroller.lookAlikes(face, owner?.id ?? null)
    if (candidates.length === 0) {
      const unlike = owner === null ? null : enroller.unlike(face, owner.id)
      if (unlike === null) take(photo, face, bytes, null, caller)
      else ask(photo, 'unlike-own-photos', toSeen(found, index))
      return
    }
    const alike = candidates.map(({ person, similarity }) => ({ personId: person.id, similarity }))
    ask(photo, 'looks-like-somebody-else', { ...toSeen(found, index), candidates: alike })
  }

  function hold(photo: ImportPhoto, owner: Person | null, caller: Caller): void {
    store.transaction(() => {
      const personId = owner?.id ?? create(photo, caller)
      if (photo.personId === null) imports.assignPerson(photo, personId)
      imports.settle(photo.id, 'held')
    })
  }

  const mayLook = (owner: PersonId | null) =>
    owner === null ? consenting.mayEnrolNew(null) : consenting.mayEnrol(owner)

  function takeOrAskNow(photo: ImportPhoto, found: Look, bytes: Uint8Array, index: number): void {
    takeOrAsk(photo, found, bytes, index, self)
    gallery.refresh()
  }

  function whyUnclear(photo: ImportPhoto): ImportReason | null {
    const found = findFiledPerson(photo)
    return found.kind === 'unclear' ? found.code : null
  }

  async function lookOnce(photo: ImportPhoto): Promise<void> {
    if (photo.tries >= maxAttempts) return close(photo, 'refused', 'stopped-recognition')
    const unclear = whyUnclear(photo)
    if (unclear !== null) return close(photo, 'refused', unclear)
    const bytes = bytesOf(photo)
    // A file that a crash damaged or the disk does not return is asked for again.
    if (bytes === null) return imports.settle(photo.id, 'missing')
    const owner = ownerOf(photo)
    if (owner !== null && roster.standingOf(owner.id).kind === 'left') return close(photo, 'refused', 'person-left')
    if (owner !== null && store.templates.findByOrigin(bytes)?.personId === owner.id) return close(photo, 'known', null)
    if (!mayLook(owner?.id ?? null)) return hold(photo, owner, self)
    const found = await enroller.look(bytes, 'import')
    // Meanwhile the import may have been ended, or the person erased or merged.
    const now = imports.find(photo.id)
    if (now?.state !== 'waiting') return
    if (found.kind === 'face') return takeOrAskNow(now, found, bytes, 0)
    const { code } = found.refusal
    const question = reviewed.find((each) => each === code)
    if (question === undefined) close(now, 'refused', code)
    else ask(now, question, toSeen(found, question === 'several-faces' ? null : 0))
  }

  async function decideOnce(photo: ImportPhoto, answer: Answer, caller: Caller): Promise<Merge | null> {
    const { seen } = photo
    if (photo.state !== 'review' || seen === null) throw alreadyDecidedError(photo)
    const { kind } = answer
    /** Makes the change and its entry in the audit log in one transaction. */
    const record = <T>(change: () => T): T =>
      store.transaction(() => {
        const details = { answer: kind, ...('personId' in answer && { person: answer.personId }) }
        store.audit.append({ ...caller, action: 'import.decide', subject: `imported photo ${photo.id}`, details })
        return change()
      })
    if (kind === 'skip') {
      record(() => imports.settle(photo.id, 'skipped', photo.reason))
      return null
    }
    const bytes = files.get(photo.id)
    if (bytes === null) throw askAgainError(photo)
    const filed = 'personId' in answer ? null : ownerOf(photo)
    const target = 'personId' in answer ? answer.personId : (filed?.id ?? null)
    if (!mayLook(target)) {
      if (target !== null) throw consentMissingError()
      hold(photo, null, caller)
      return null
    }
    const found = await enroller.look(bytes, 'import')
    const wanted = kind === 'take' ? answer.face : seen.face
    const index = wanted === null ? -1 : nearest(found.faces, seen, wanted)
    const face = found.faces[index]
    if (face === undefined) throw new AppError('face-not-in-photo', 'Choose one of the faces in the photo.')
    // Another window may have decided meanwhile.
    const now = imports.get(photo.id)
    if (now.state !== 'review') throw alreadyDecidedError(photo)
    if ('personId' in answer) store.people.get(answer.personId)
    const owner = kind === 'same' ? null : ownerOf(now)
    return record(() => {
      switch (kind) {
        case 'take':
          takeOrAsk(now, found, bytes, index, caller)
          return null
        case 'different':
          take(now, face, bytes, null, caller)
          return null
        case 'merge': {
          const two = owner !== null && owner.id !== answer.personId
          const merge = two ? mergePeople(context, answer.personId, owner.id, caller) : null
          take(now, face, bytes, answer.personId, caller)
          return merge
        }
        case 'same':
          if (store.templates.findByOrigin(bytes)?.personId === answer.personId) imports.settle(now.id, 'known')
          else take(now, face, bytes, answer.personId, caller)
          return null
        default:
          return assertNever(kind)
      }
    })
  }

  /** Files of taken photos are kept until all photos of the person were examined. */
  function release(photo: ImportPhoto): void {
    const entry = imports.listOfEntry(photo)
    if (entry.some(({ state }) => state === 'missing' || state === 'waiting')) return
    files.remove(entry.filter(({ state }) => state === 'taken').map(({ id }) => id))
  }

  return {
    async look(photo) {
      await lookOnce(photo)
      if (imports.find(photo.id)?.reason === 'unlike-own-photos') await majority.hear(photo)
      release(photo)
    },

    async decide(photo, answer, caller) {
      const merge = await decideOnce(photo, answer, caller)
      gallery.refresh()
      if (!['review', 'held'].includes(imports.find(photo.id)?.state ?? '')) files.remove([photo.id])
      return merge
    },

    hold: (photo, caller) => hold(photo, ownerOf(photo), caller),

    alike: (photo) => imports.listSimilar(photo).filter(({ seen }) => bestOf(seen) === bestOf(photo.seen)),

    describePhoto(photo) {
      const { seen, reason } = photo
      const question = reviewed.find((each) => each === reason)
      if (seen === null || question === undefined) throw alreadyDecidedError(photo)
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

function toSeen({ faces, size }: Look, face: number | null): Seen {
  return { ...size, faces: faces.map(({ box, quality }) => ({ box, quality })), face, candidates: [] }
}

/** Finds the face nearest to the one that had the index `wanted` before; -1 when there is none. */
function nearest(faces: readonly PhotoFace[], seen: Seen, wanted: number): number {
  const before = seen.faces[wanted]?.box
  if (before === undefined) return -1
  const distance = ({ box }: PhotoFace) =>
    Math.hypot(box.x - before.x + (box.width - before.width) / 2, box.y - before.y + (box.height - before.height) / 2)
  const best = faces.toSorted((a, b) => distance(a) - distance(b))[0]
  return best === undefined ? -1 : faces.indexOf(best)
}

function alreadyDecidedError({ id }: ImportPhoto): AppError {
  return new AppError('photo-decided', 'This photo has been decided in the meantime.', { details: { id } })
}
