import { useState } from 'react'
import type { Refusal } from '../../../main/contract/enrol.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import type { Template, TemplateSource } from '../../../main/contract/people.ts'
import { useClient } from '../../client/context.tsx'

/** A photo that was not added, and why: `error` for a failure, `refusal` for a photo that is unsuitable. */
export interface NotAdded {
  readonly id: number
  readonly file: string
  readonly photo: Uint8Array<ArrayBuffer>
  readonly source: TemplateSource
  readonly cause:
    | { readonly kind: 'refusal'; readonly refusal: Refusal }
    | { readonly kind: 'error'; readonly error: unknown }
}

export type Outcome =
  | { readonly kind: 'enrolled'; readonly template: Template }
  | { readonly kind: 'not-added'; readonly photo: NotAdded }

/** Returns the enrolled people that a photo looks like, best first; none when it was refused for another reason. */
export function lookAlikes({ cause }: NotAdded): Refusal['candidates'] {
  return cause.kind === 'refusal' && cause.refusal.code === 'looks-like-somebody-else' ? cause.refusal.candidates : []
}

/** Tells whether a photo was refused because it looks like none of the person's own. */
export function isUnlike({ cause }: NotAdded): boolean {
  return cause.kind === 'refusal' && cause.refusal.code === 'unlike-own-photos'
}

export interface Enrolling {
  /** Null when nothing is being added. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly added: number
  readonly notAdded: readonly NotAdded[]
  addPhoto(name: string, photo: Uint8Array<ArrayBuffer>, source: TemplateSource): Promise<Outcome>
  addFiles(files: readonly File[]): Promise<void>
  /** Adds a photo after the user has answered its question. */
  insist(photo: NotAdded): Promise<Outcome>
  dismiss(photo: NotAdded): void
}

let lastId = 0

/** Adds photos to a person one after the other, and keeps the refused ones for the user to see and answer. */
export function useEnrol(personId: PersonId): Enrolling {
  const client = useClient()
  const [progress, setProgress] = useState<Enrolling['progress']>(null)
  const [added, setAdded] = useState(0)
  const [notAdded, setNotAdded] = useState<readonly NotAdded[]>([])

  function dismiss(photo: NotAdded): void {
    setNotAdded((all) => all.filter((other) => other.id !== photo.id))
  }

  async function send(
    file: string,
    photo: Uint8Array<ArrayBuffer>,
    source: TemplateSource,
    answer: { readonly allowDuplicate?: boolean; readonly allowUnlike?: boolean } = {},
  ): Promise<Outcome> {
    const keep = (cause: NotAdded['cause']): Outcome => {
      lastId += 1
      const own = { id: lastId, file, photo, source, cause }
      setNotAdded((all) => [...all, own])
      return { kind: 'not-added', photo: own }
    }
    try {
      const outcome = await client.call('enrol.photo', { personId, photo, source, ...answer })
      if (outcome.kind === 'refused') return keep({ kind: 'refusal', refusal: outcome.refusal })
      setAdded((number) => number + 1)
      return outcome
    } catch (error) {
      return keep({ kind: 'error', error })
    }
  }

  return {
    progress,
    added,
    notAdded,
    dismiss,
    async addPhoto(name, photo, source) {
      setNotAdded([])
      setProgress({ done: 1, total: 1 })
      const outcome = await send(name, photo, source)
      setProgress(null)
      return outcome
    },
    async addFiles(files) {
      setNotAdded([])
      setAdded(0)
      for (const [index, file] of files.entries()) {
        setProgress({ done: index + 1, total: files.length })
        await send(file.name, new Uint8Array(await file.arrayBuffer()), 'photo')
      }
      setProgress(null)
    },
    async insist(photo) {
      dismiss(photo)
      return send(
        photo.file,
        photo.photo,
        photo.source,
        isUnlike(photo) ? { allowUnlike: true } : { allowDuplicate: true },
      )
    },
  }
}
