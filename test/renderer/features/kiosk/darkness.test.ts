import { expect, test } from 'vitest'
import { type Darkness, isDarkness, nextDarkness } from '../../../../renderer/features/kiosk/darkness.ts'

/** Whether it is said to be too dark after each picture, one every 100 ms. */
function said(pictures: readonly (boolean | null)[], pause = 100): boolean[] {
  let darkness: Darkness | null = null
  return pictures.map((tooDark, index) => {
    darkness = nextDarkness(darkness, tooDark, 5000 + index * pause)
    return isDarkness(darkness)
  })
}

test('a black picture says nothing of the light, also where it is the last before a camera freezes', () => {
  expect(said([false, true])).toEqual([false, false])
  expect(said([true, false, false])).toEqual([false, false, false])
})

test('every second picture black, as under an infrared flash, is not darkness', () => {
  expect(said(Array.from({ length: 60 }, (_, index) => index % 2 === 0))).not.toContain(true)
})

test('it is dark after a second and a half of dark pictures, and over at the first that shows something', () => {
  const dark = said([...Array<boolean>(20).fill(true), false, true])
  expect(dark.indexOf(true)).toBe(15)
  expect(dark.slice(15)).toEqual([true, true, true, true, true, false, false])
})

test('an engine that manages one picture a second says it by the third', () => {
  expect(said([true, true, true], 1000)).toEqual([false, false, true])
})

test('a picture that comes a second time changes nothing: dark ones around it are in a row', () => {
  const pictures = Array.from({ length: 32 }, (_, index) => (index % 2 === 0 ? true : null))
  expect(said(pictures).indexOf(true)).toBe(16)
  expect(said([true, ...Array<null>(30).fill(null)])).not.toContain(true)
})
