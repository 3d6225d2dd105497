import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseKioskName, readKioskWindows } from '../../../main/shells/electron/kiosk-memory.ts'
import { scratchFolder } from '../../helpers/app.ts'

test('a name of a kiosk is a text of 1 to 64 letters, without space around it', () => {
  expect(parseKioskName(' Back door ')).toBe('Back door')
  for (const wrong of ['', '   ', 'x'.repeat(65), 7, null, undefined, { name: 'Back door' }]) {
    expect(() => parseKioskName(wrong)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  }
})

test('windows are remembered; a file that is missing, cut off or of another shape is no reason not to start', () => {
  const file = join(scratchFolder(), 'kiosks.json')
  expect(readKioskWindows(file)).toEqual([])
  const windows = [
    { kiosk: 'Back door', placement: { locked: true, bounds: { x: 1920, y: 0, width: 1080, height: 1920 } } },
    { kiosk: 'Garage', placement: { locked: false, bounds: null } },
  ]
  writeFileSync(file, JSON.stringify(windows))
  expect(readKioskWindows(file)).toEqual(windows)
  writeFileSync(file, JSON.stringify(windows).slice(0, 40))
  expect(readKioskWindows(file)).toEqual([])
  writeFileSync(file, JSON.stringify([{ kiosk: 'Back door' }]))
  expect(readKioskWindows(file)).toEqual([])
})
