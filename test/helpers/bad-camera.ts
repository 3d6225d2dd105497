import { join } from 'node:path'
import type { Page } from 'playwright'
import { jpeg, type Part } from './pictures.ts'

/**
 * What the camera does: gives a living picture, a black one, every second one black, a dark one, the same one, or one
 * on its side.
 */
export type CameraMode = 'good' | 'black' | 'flash' | 'dark' | 'frozen' | 'side'

export interface BadCamera {
  become(mode: CameraMode): Promise<void>
  /** What it does from the next time on that it is opened. */
  heal(mode: CameraMode): Promise<void>
  mute(muted: boolean): Promise<void>
  end(): Promise<void>
  /** How often it was opened. */
  opened(): Promise<number>
  /** When that was the last time, in milliseconds since the epoch. */
  openedAt(): Promise<number>
}

/**
 * Puts a camera that misbehaves on purpose (bad-camera-page.js) in place of the browser's own; the page is loaded anew.
 * @param share of the picture's height that the photo fills
 */
export async function plugBadCamera(page: Page, part: Part, mode: CameraMode = 'good', share = 1): Promise<BadCamera> {
  const photo = [...(await jpeg(part))]
  await page.addInitScript(`globalThis.badCamera = ${JSON.stringify({ photo, mode, share })}`)
  await page.addInitScript({ path: join(import.meta.dirname, 'bad-camera-page.js') })
  await page.reload()
  return {
    become: (next) => page.evaluate(`badCamera.mode = '${next}'`).then(() => undefined),
    heal: (next) => page.evaluate(`badCamera.next = '${next}'`).then(() => undefined),
    mute: (muted) => page.evaluate(`badCamera.mute(${muted})`),
    end: () => page.evaluate('badCamera.end()'),
    opened: () => page.evaluate('badCamera.opened'),
    openedAt: () => page.evaluate('badCamera.openedAt'),
  }
}
