import sharp from 'sharp'
import { vi } from 'vitest'
import type { App } from '../../main/app.ts'
import { adaAgain, jpeg, type Part, stranger } from './pictures.ts'

/** Two people side by side, neither of them more in the middle. */
export async function pair(left: Part, right: Part): Promise<Uint8Array> {
  const input = Buffer.from(await jpeg(right))
  return sharp(await jpeg(left))
    .extend({ right: 600 })
    .composite([{ input, left: 600, top: 0 }])
    .jpeg()
    .toBuffer()
}

/** Imports one photo, `Ada/group.jpg`, that then waits for somebody to say who of two people it is of. */
export async function importWaitingPhoto(app: App): Promise<{ photo: Uint8Array; id: number }> {
  const photo = await pair(adaAgain, stranger)
  const files = [{ path: 'Ada/group.jpg', bytes: photo.length }]
  await app.call('imports.begin', { source: 'staff', files, list: null })
  for (const { id } of (await app.call('imports.missing', {})).photos) await app.call('imports.hand', { id, photo })
  const [queued] = await vi.waitFor(async () => {
    const { photos } = await app.call('imports.queue', {})
    if (photos.length === 0) throw new Error('not yet')
    return photos
  }, 20_000)
  return { photo, id: queued!.id }
}
