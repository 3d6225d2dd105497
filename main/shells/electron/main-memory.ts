import { readFileSync } from 'node:fs'
import type { MainPlacement, Rectangle } from './placement.ts'

const looks: readonly string[] = ['window', 'maximised', 'full-screen'] satisfies MainPlacement['look'][]

/** Reads where the main window was; null when the file is missing or damaged. */
export function readMainPlacement(file: string): MainPlacement | null {
  try {
    const { bounds, look }: Partial<MainPlacement> = JSON.parse(readFileSync(file, 'utf8'))
    return isRectangle(bounds) && look !== undefined && looks.includes(look) ? { bounds, look } : null
  } catch {
    return null
  }
}

// Checked by hand: loading zod would delay the first window.
function isRectangle(value: Rectangle | undefined): value is Rectangle {
  const sides = [value?.x, value?.y, value?.width, value?.height]
  return sides.every(Number.isSafeInteger) && value!.width >= 100 && value!.height >= 100
}
