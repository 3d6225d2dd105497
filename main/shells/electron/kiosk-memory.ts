import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import { KioskSetup } from '../../contract/kiosks.ts'

const KioskName = KioskSetup.shape.name
const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** The kiosks that had windows when Rollcall was last closed, and where these stood. */
const KioskWindows = z.array(
  z.object({ kiosk: KioskName, placement: z.object({ locked: z.boolean(), bounds: Bounds.nullable() }) }),
)
export type KioskWindows = z.infer<typeof KioskWindows>

/** Reads the windows; none when the file is missing or damaged. */
export function readKioskWindows(file: string): KioskWindows {
  try {
    return KioskWindows.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

/** @throws AppError `malformed-request` when it is no kiosk's name */
export function parseKioskName(name: unknown): string {
  const parsed = KioskName.safeParse(name)
  if (!parsed.success) throw new AppError('malformed-request', 'This is no name of a kiosk.')
  return parsed.data
}
