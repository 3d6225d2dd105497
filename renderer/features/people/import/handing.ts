import { AppError } from '../../../../main/contract/errors.ts'
import { maxPictureBytes } from '../../../../main/contract/limits.ts'
import type { Client } from '../../../client/client.ts'

/** Uploads photos to the engine one after the other, whatever screen is shown. */
export interface Handing {
  readonly state: () => HandingState
  subscribe(listener: () => void): () => void
  /** Adds files by their path in the import, and uploads those that the engine misses. */
  hand(files: ReadonlyMap<string, File>): void
}

export type HandingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'handing' }
  /** It resumes by itself as soon as possible. */
  | { readonly kind: 'waiting'; readonly why: 'disk-full' | 'engine-stopped' }
  | { readonly kind: 'failed'; readonly error: unknown }

const pauses = { 'disk-full': 5_000, 'engine-stopped': 1_500 } as const

const handings = new WeakMap<Client, Handing>()

/** Returns the uploads of this window. */
export function handingOf(client: Client): Handing {
  const known = handings.get(client)
  if (known !== undefined) return known
  const made = createHanding(client, (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)))
  handings.set(client, made)
  return made
}

export function createHanding(client: Client, wait: (milliseconds: number) => Promise<void>): Handing {
  const files = new Map<string, File>()
  const listeners = new Set<() => void>()
  let state: HandingState = { kind: 'idle' }
  let running = false
  /** Files were added since the engine was last asked what it misses. */
  let added = false

  function say(next: HandingState): void {
    state = next
    for (const listener of listeners) listener()
  }

  async function handOne(id: number, file: File): Promise<void> {
    if (file.size > maxPictureBytes) return void (await client.call('imports.leave', { id, reason: 'image-too-large' }))
    let photo: Uint8Array
    try {
      photo = new Uint8Array(await file.arrayBuffer())
    } catch {
      await client.call('imports.leave', { id, reason: 'file-not-found' })
      return
    }
    await client.call('imports.hand', { id, photo })
  }

  /** @returns whether there was anything to upload */
  async function round(): Promise<boolean> {
    added = false
    const { photos } = await client.call('imports.missing', {})
    let any = false
    for (const { id, path } of photos) {
      const file = files.get(path)
      if (file === undefined) continue
      say({ kind: 'handing' })
      await handOne(id, file)
      any = true
    }
    return any
  }

  async function run(): Promise<void> {
    for (;;) {
      try {
        if (!(await round()) && !added) break
      } catch (error) {
        const why = error instanceof AppError && error.code in pauses ? (error.code as keyof typeof pauses) : null
        if (why === null) {
          say({ kind: 'failed', error })
          return
        }
        say({ kind: 'waiting', why })
        await wait(pauses[why])
      }
    }
    files.clear()
    say({ kind: 'idle' })
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hand(more) {
      for (const [path, file] of more) files.set(path, file)
      added = true
      if (running) return
      running = true
      void run().finally(() => {
        running = false
      })
    },
  }
}
