import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMainPlacement } from '../../../main/shells/electron/main-memory.ts'
import { scratchFolder } from '../../helpers/app.ts'

test('the main window is remembered; a file that is missing, cut off or of another shape is no reason not to start', () => {
  const file = join(scratchFolder(), 'main.json')
  expect(readMainPlacement(file)).toBeNull()
  const placement = { bounds: { x: -20, y: 10, width: 1200, height: 700 }, look: 'full-screen' }
  writeFileSync(file, JSON.stringify(placement))
  expect(readMainPlacement(file)).toEqual(placement)
  for (const wrong of [
    JSON.stringify(placement).slice(0, 30),
    'null',
    '[]',
    JSON.stringify({ ...placement, look: 'folded' }),
    JSON.stringify({ ...placement, bounds: { ...placement.bounds, width: 0 } }),
    JSON.stringify({ ...placement, bounds: { ...placement.bounds, x: '7' } }),
    JSON.stringify({ look: 'window' }),
  ]) {
    writeFileSync(file, wrong)
    expect(readMainPlacement(file)).toBeNull()
  }
})
