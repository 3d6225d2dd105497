import { describe, expect, test } from 'vitest'
import { brightEndOf } from '../../../renderer/camera/grab.ts'
import { rotationOf, withRotation } from '../../../renderer/camera/turned.ts'
import { type CameraWatch, createCameraWatch, type SeenPicture, uprightness } from '../../../renderer/camera/watch.ts'

const lit: SeenPicture = { repeated: false, brightEnd: 180 }
const black: SeenPicture = { repeated: false, brightEnd: 3 }
const still: SeenPicture = { repeated: true, brightEnd: 180 }

/** A watch over a camera that gives ten pictures a second. */
function watching() {
  const watch = createCameraWatch()
  watch.open(0, false)
  let at = 0
  return {
    watch,
    now: () => at,
    show(seconds: number, ...pictures: SeenPicture[]) {
      for (let count = 0; count < seconds * 10; count++) {
        at += 100
        watch.see(pictures[count % pictures.length]!, at)
      }
    },
    wait: (seconds: number) => {
      at += seconds * 1000
    },
    kind: () => watch.trouble(at)?.kind ?? null,
    reopens: () => watch.wantsReopen(at),
  }
}

describe('black', () => {
  test('after two seconds, over at the first picture that shows something, and not opened again for it', () => {
    const { show, kind, reopens } = watching()
    show(1, lit)
    show(2, black)
    expect(kind()).toBeNull()
    show(0.1, black)
    expect(kind()).toBe('black')
    show(60, { ...black, repeated: true })
    expect(kind()).toBe('black')
    expect(reopens()).toBe(false)
    show(0.1, lit)
    expect(kind()).toBeNull()
  })

  test('what is only dark is not black', () => {
    const { show, kind } = watching()
    show(10, { repeated: false, brightEnd: 6 })
    expect(kind()).toBeNull()
    show(10, { repeated: false, brightEnd: 5 })
    expect(kind()).toBe('black')
  })

  test('every second picture, as under an infrared flash, is no trouble', () => {
    const { show, kind, reopens } = watching()
    show(10, lit, black)
    expect(kind()).toBeNull()
    expect(reopens()).toBe(false)
  })
})

describe('frozen', () => {
  test('after three seconds of the same picture', () => {
    const { show, kind, reopens } = watching()
    show(1, lit)
    show(3, still)
    expect(kind()).toBeNull()
    expect(reopens()).toBe(false)
    show(0.1, still)
    expect(kind()).toBe('frozen')
    expect(reopens()).toBe(true)
  })

  test('a picture repeated now and then, as by a slow camera, is not frozen', () => {
    const { show, kind } = watching()
    show(20, lit, still, still, still)
    expect(kind()).toBeNull()
  })

  test('opened again in vain, it is left alone for longer and longer', () => {
    const { watch, show, now, reopens } = watching()
    const opened: number[] = []
    show(1, lit)
    for (let second = 0; second < 200; second++) {
      show(1, still)
      if (!reopens()) continue
      watch.open(now(), true)
      opened.push(now() / 1000)
    }
    expect(opened).toEqual([5, 15, 45, 105, 165])
    show(0.1, lit)
    show(3.1, still)
    expect(reopens()).toBe(true)
  })

  test('a page that was hidden does not suspect its camera', () => {
    const { show, wait, kind } = watching()
    show(1, lit)
    show(1, still)
    wait(600)
    expect(kind()).toBeNull()
    show(1, still)
    expect(kind()).toBeNull()
  })
})

test('muted: said after a second, opened again after five', () => {
  const { watch, now, wait, kind, reopens } = watching()
  watch.mute(true, now())
  wait(0.9)
  expect(kind()).toBeNull()
  wait(0.1)
  expect(kind()).toBe('muted')
  wait(3.9)
  expect(reopens()).toBe(false)
  wait(0.1)
  expect(reopens()).toBe(true)
  watch.mute(false, now())
  expect(kind()).toBeNull()
})

describe('turned', () => {
  const onItsSide = { 0: 0, 90: 28, 180: 0, 270: 82 }
  const upright = { 0: 82, 90: 0, 180: 31, 270: 0 }
  const nobody = { 0: 0, 90: 0, 180: 0, 270: 0 }
  let at = 0
  function rounds(watch: CameraWatch, ...all: readonly (typeof nobody)[]) {
    for (const round of all) {
      at += 10_000
      expect(watch.wantsRound(at)).toBe(true)
      watch.addRound(round, at)
    }
    return watch.trouble(at)
  }

  test('faces that stand upright only when the picture is turned, three times', () => {
    const watch = createCameraWatch()
    expect(rounds(watch, onItsSide, nobody, onItsSide)).toBeNull()
    expect(rounds(watch, onItsSide)).toEqual({ kind: 'turned', degrees: 270 })
    expect(rounds(watch, upright, upright)).toEqual({ kind: 'turned', degrees: 270 })
    expect(rounds(watch, upright)).toBeNull()
  })

  test('a picture on the wall that lies on its side says nothing while people stand upright', () => {
    const watch = createCameraWatch()
    const both = { ...onItsSide, 0: 80 }
    expect(rounds(watch, both, both, both, onItsSide, both, onItsSide, onItsSide)).toBeNull()
  })

  test('a camera whose people stand upright is not looked at any more, until another one is opened', () => {
    const watch = createCameraWatch()
    rounds(watch, upright, upright, upright)
    expect(watch.wantsRound(1e9)).toBe(false)
    watch.open(1e9, true)
    expect(watch.wantsRound(1e9)).toBe(false)
    watch.open(1e9, false)
    expect(watch.wantsRound(1e9)).toBe(true)
  })

  test('a face stands upright by its box and its eyes', () => {
    const face = (width: number, eyesOpen: number | null) => ({
      box: { x: 0, y: 0, width, height: 100 },
      quality: { score: 80, components: [] },
      eyesOpen,
    })
    expect(uprightness([])).toBe(0)
    expect(uprightness([face(75, 1)])).toBe(80)
    expect(uprightness([face(75, null)])).toBe(80)
    expect(uprightness([face(75, 0)])).toBe(40)
    expect(uprightness([face(120, 1)])).toBe(0)
    expect(uprightness([face(120, 1), face(75, 0.5)])).toBe(60)
  })

  test('nobody is looked for in other rotations while it is too dark to tell how a face stands', () => {
    const watch = createCameraWatch()
    watch.see({ repeated: false, brightEnd: 10 }, 1000)
    expect(watch.wantsRound(1000)).toBe(false)
    watch.see({ repeated: false, brightEnd: 200 }, 1100)
    expect(watch.wantsRound(1100)).toBe(true)
  })

  test('is looked for every two seconds while nobody is there', () => {
    const watch = createCameraWatch()
    watch.addRound(nobody, 1000)
    expect([watch.wantsRound(2999), watch.wantsRound(3000)]).toEqual([false, true])
  })
})

test('the bright end passes over a lamp', () => {
  const picture = (levels: (pixel: number) => number) => {
    const data = new Uint8ClampedArray(4 * 640 * 480)
    for (let pixel = 0; pixel < 640 * 480; pixel++) data.fill(levels(pixel), 4 * pixel, 4 * pixel + 3)
    return brightEndOf({ data })
  }
  expect(picture(() => 4)).toBe(4)
  expect(picture((pixel) => (pixel < 1500 ? 255 : 4))).toBe(4)
  expect(picture((pixel) => (pixel < 9000 ? 200 : 4))).toBe(200)
})

test('a camera is known by its id, and by its label where the browser gave it another id', () => {
  const first = { id: 'a', label: 'Cam' }
  const turned = withRotation({ id: 'b', label: 'Cam' }, 90, withRotation(first, 270, []))
  expect(rotationOf(first, turned)).toBe(270)
  expect(rotationOf({ id: 'c', label: 'Cam' }, turned)).toBe(90)
  expect(rotationOf({ id: 'c', label: 'Other' }, turned)).toBe(0)
  expect(rotationOf({ id: 'c', label: '' }, [{ id: 'd', label: '', degrees: 90 }])).toBe(0)
  expect(withRotation(first, 0, turned)).toEqual([
    { id: 'a', label: 'Cam', degrees: 0 },
    { id: 'b', label: 'Cam', degrees: 90 },
  ])
})
