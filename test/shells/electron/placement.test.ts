import { expect, test } from 'vitest'
import { placeKiosk, placeMain } from '../../../main/shells/electron/placement.ts'

const desk = { x: 0, y: 0, width: 1920, height: 1080 }
const door = { x: 1920, y: 0, width: 1080, height: 1920 }
const gate = { x: -1280, y: 0, width: 1280, height: 800 }
const mainWindow = { x: 200, y: 100, width: 1366, height: 768 }

test('a display that shows no window of ours belongs to the kiosk', () => {
  expect(placeKiosk([desk, door], [mainWindow], null)).toEqual({ locked: true, bounds: door })
  expect(placeKiosk([desk, door, gate], [mainWindow, door], null)).toEqual({ locked: true, bounds: gate })
})

test('with no display to spare it stands a step from the window opened last, and is not locked', () => {
  const step = { ...mainWindow, x: 232, y: 132 }
  expect(placeKiosk([desk], [mainWindow], null)).toEqual({ locked: false, bounds: step })
  expect(placeKiosk([desk], [mainWindow, step], null).bounds).toEqual({ ...mainWindow, x: 264, y: 164 })
})

test('a step never leads off the display, nor onto another window', () => {
  const large = { x: 0, y: 0, width: 1900, height: 1060 }
  expect(placeKiosk([desk], [large], null).bounds).toEqual({ x: 20, y: 20, width: 1900, height: 1060 })
  const low = { ...mainWindow, y: 300 }
  expect(placeKiosk([desk], [low], null).bounds).toEqual({ ...mainWindow, x: 0, y: 0 })
  expect(placeKiosk([desk], [mainWindow], null).bounds).not.toEqual(mainWindow)
})

test('the main window goes back to where it was, whole and on a display that is there', () => {
  const before = { bounds: mainWindow, look: 'maximised' } as const
  expect(placeMain([desk, door], before)).toEqual(before)
  expect(placeMain([desk], { ...before, bounds: { ...mainWindow, x: 2000 } })).toBeNull()
  expect(placeMain([desk], { ...before, bounds: { ...mainWindow, x: 900, y: -20 } })?.bounds).toEqual({
    ...mainWindow,
    x: 1920 - 1366,
    y: 0,
  })
  const small = { x: 0, y: 0, width: 1280, height: 720 }
  expect(placeMain([small], { ...before, bounds: { ...mainWindow, x: 0, y: 0 } })?.bounds).toEqual(small)
  expect(placeMain([desk], null)).toBeNull()
})

test('a window belongs to the display that holds its centre', () => {
  const across = { x: 1500, y: 0, width: 1000, height: 500 }
  expect(placeKiosk([desk, door], [across], null)).toEqual({ locked: true, bounds: desk })
})

test('a locked kiosk goes back to its own display, whatever else is free', () => {
  const before = { locked: true, bounds: gate }
  expect(placeKiosk([desk, door, gate], [mainWindow], before)).toEqual({ locked: true, bounds: gate })
})

test('a locked kiosk whose display is gone goes where a new one would', () => {
  const before = { locked: true, bounds: gate }
  expect(placeKiosk([desk, door], [mainWindow], before)).toEqual({ locked: true, bounds: door })
  // Rather over another window than open to whoever stands there.
  expect(placeKiosk([desk], [mainWindow], before)).toEqual({ locked: true, bounds: desk })
})

test('a kiosk in an ordinary window comes back where it stood, even beside a free display', () => {
  const before = { locked: false, bounds: { x: 300, y: 200, width: 800, height: 600 } }
  expect(placeKiosk([desk, door], [mainWindow], before)).toEqual(before)
  const gone = { locked: false, bounds: { x: -900, y: 200, width: 800, height: 600 } }
  expect(placeKiosk([desk], [mainWindow], gone)).toEqual({ locked: false, bounds: { ...mainWindow, x: 232, y: 132 } })
})
