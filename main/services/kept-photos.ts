import { setTimeout as wait } from 'node:timers/promises'
import type { ModelId, TemplateId } from '../contract/entities.ts'
import { AppError, errorBody } from '../contract/errors.ts'
import type { StoredEmbedding } from '../store/templates.ts'
import type { KeptPhotoEmbedder } from '../vision/kept-photo.ts'
import { startKeptPhotoEmbedder } from '../vision/kept-photo-thread.ts'
import type { FoundPack } from '../vision/manifest.ts'
import type { Context } from './context.ts'
import type { MissingPhotos } from './missing-photos.ts'

/** A model that every template with a photo shall have an embedding by. */
export interface WantedModel {
  readonly model: ModelId
  /** @throws AppError where its files are not here */
  readonly find: () => Promise<FoundPack>
}

/** Reads the photos that templates keep with models that have not read them yet. */
export interface KeptPhotos {
  /**
   * Reads all that are missing, one model after the other, until none is left or `close` is called. What is done is
   * stored as it goes, so that a process that dies loses a few photos' work.
   * @returns how many were read
   * @throws AppError where a model cannot be loaded, or its thread stops
   */
  readAll(wanted: readonly WantedModel[]): Promise<number>
  /** How many are still to be read. */
  countWaiting(model: ModelId): number
  close(): void
}

export interface KeptPhotosOptions {
  readonly missing: MissingPhotos
  /** When a camera last saw a face, by `performance.now()`. */
  readonly faceSeenAt: () => number
  readonly onProgress: () => void
  readonly start?: (pack: FoundPack) => Promise<KeptPhotoEmbedder>
}

/** Photos that are read before they are stored, in one transaction. */
const together = 16
/** Milliseconds for which whoever stood before a camera may still be standing there. */
const attention = 2_000
/** How long it rests after each photo, in times of the work for it: with nobody at a camera, and with somebody. */
const rest = { alone: 1, watched: 19 }

/**
 * Reads in a thread of low priority, half of the time, and a twentieth of it while somebody stands before a camera: the
 * door goes first.
 */
export function createKeptPhotos(
  { store, logger }: Pick<Context, 'store' | 'logger'>,
  { missing, faceSeenAt, onProgress, start = startKeptPhotoEmbedder }: KeptPhotosOptions,
): KeptPhotos {
  const stop = new AbortController()
  const { templates } = store

  async function readAll(wanted: readonly WantedModel[]): Promise<number> {
    let count = 0
    for (const { model, find } of wanted) {
      if (stop.signal.aborted || templates.countWithoutEmbedding(model) === 0) continue
      const embedder = await start(await find())
      try {
        count += await readFor(model, embedder)
      } finally {
        await embedder.close()
      }
    }
    return count
  }

  async function readFor(model: ModelId, embedder: KeptPhotoEmbedder): Promise<number> {
    let count = 0
    for (let after = 0; !stop.signal.aborted; ) {
      const next = templates.listWithoutEmbedding(model, after, together)
      if (next.length === 0) break
      const read: StoredEmbedding[] = []
      for (const template of next) {
        after = template.templateId
        if (stop.signal.aborted) break
        const { templateId } = template
        const vector = missing.isUnreadable(templateId) ? null : await readOne(templateId, model, embedder)
        if (vector !== null) read.push({ ...template, vector })
      }
      templates.addEmbeddings(model, read)
      count += read.length
      onProgress()
    }
    return count
  }

  async function readOne(id: TemplateId, model: ModelId, embedder: KeptPhotoEmbedder): Promise<Float32Array | null> {
    const began = performance.now()
    try {
      const photo = templates.readPhoto(id)
      if (photo === null) missing.noteUnreadable(id)
      else {
        const { vector, model: made } = await embedder.embed(photo)
        if (made !== model) throw new AppError('model-mismatch', `The photos were read by ${made}, not by ${model}.`)
        return vector
      }
    } catch (error) {
      // It was erased in the meantime.
      if (errorBody(error).code === 'template-not-found') return null
      if (!isOfPhoto(error)) throw error
      missing.noteUnreadable(id)
      logger.warn('task-failed', { task: 'kept-photo', error })
    } finally {
      await pause(performance.now() - began)
    }
    return null
  }

  async function pause(worked: number): Promise<void> {
    const watched = performance.now() - faceSeenAt() < attention
    const times = watched ? rest.watched : rest.alone
    await wait(Math.ceil(worked * times), null, { signal: stop.signal }).catch(() => null)
  }

  return {
    readAll,
    countWaiting(model) {
      const all = templates.countWithoutEmbedding(model)
      if (all === 0 || missing.countUnreadable() === 0) return all
      const lacking = templates.listWithoutEmbedding(model, 0, all)
      return lacking.filter(({ templateId }) => !missing.isUnreadable(templateId)).length
    },
    close: () => stop.abort(),
  }
}

/** A damaged photo says nothing of the next one. */
function isOfPhoto(error: unknown): boolean {
  const { code } = errorBody(error)
  return code === 'not-an-image' || code.startsWith('image-')
}
