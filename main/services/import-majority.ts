import type { ImportPhoto, Seen } from '../store/imports.ts'
import type { Context } from './context.ts'
import type { Enroller, Look } from './enroller.ts'
import { finishErasure } from './erasure.ts'

type Face = Extract<Look, { kind: 'face' }>

/** A photo examined again, with its face. */
interface Again {
  readonly photo: ImportPhoto
  readonly bytes: Uint8Array
  readonly look: Face
}

export interface Majority {
  /**
   * Checks the first photos of somebody whom the import has just enrolled, since the first of them may show somebody
   * else. Where more of the others resemble each other, they are taken instead, and the first ones wait for a decision.
   */
  hear(photo: ImportPhoto): Promise<void>
}

export function createMajority(
  context: Context,
  enroller: Enroller,
  photos: {
    bytesOf(photo: ImportPhoto): Uint8Array | null
    ask(photo: ImportPhoto, question: 'unlike-own-photos', seen: Seen): void
    takeOrAsk(photo: ImportPhoto, look: Look, bytes: Uint8Array, face: number): void
  },
): Majority {
  const { store, self } = context
  const { imports } = store

  /**
   * Returns null where the bytes of a photo are gone, as after a decision, or where it does not show exactly one face.
   */
  async function lookAgain(entry: readonly ImportPhoto[]): Promise<Again[] | null> {
    const found: Again[] = []
    for (const photo of entry) {
      const bytes = photos.bytesOf(photo)
      const look = bytes === null ? null : await enroller.look(bytes, 'import')
      if (bytes === null || look?.kind !== 'face') return null
      found.push({ photo, bytes, look })
    }
    return found
  }

  return {
    async hear({ id }) {
      const photo = imports.get(id)
      const owner = photo.personId === null ? null : store.people.find(photo.personId)
      const begun = imports.findCurrent()?.startedAt
      if (owner === null || begun === undefined || owner.createdAt < begun) return
      const entry = imports.listOfEntry(photo)
      const taken = entry.filter(({ state }) => state === 'taken')
      const asked = entry.filter(({ state, reason }) => state === 'review' && reason === 'unlike-own-photos')
      // Photos from elsewhere, or more of them, are evidence enough of who it is.
      if (owner.templates !== taken.length || asked.length <= taken.length) return
      const [before, others] = [await lookAgain(taken), await lookAgain(asked)]
      if (before === null || others === null) return
      if (imports.listOfEntry(photo).some(({ state }, place) => state !== entry[place]?.state)) return
      const candidates = others.map(({ look, bytes }) => ({ face: look.face, bytes }))
      const own = enroller.preferMajority(owner.id, candidates, 'import', self, (places) => {
        for (const { photo: odd, look } of before) photos.ask(odd, 'unlike-own-photos', toSeen(look))
        for (const place of places) imports.settle(others[place]!.photo.id, 'taken')
      })
      if (own.length === 0) return
      await finishErasure(context)
      const places = own.map(({ place }) => place)
      for (const { photo: other, look, bytes } of [...before, ...others.filter((_, place) => !places.includes(place))])
        photos.takeOrAsk(other, look, bytes, 0)
    },
  }
}

function toSeen({ faces, size }: Face): Seen {
  return { ...size, faces: faces.map(({ box, quality }) => ({ box, quality })), face: 0, candidates: [] }
}
