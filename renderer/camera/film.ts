import type { CameraSource } from './source.ts'

/** A face in a sample photo: its centre and its height, in pixels of the photo. */
interface PhotoFace {
  readonly photo: string
  readonly x: number
  readonly y: number
  readonly height: number
}

/**
 * The people who come to the door one after another, alone or in pairs. Only head and shoulders of each photo are
 * shown, because the photos were taken at a party.
 */
const visits: readonly (readonly PhotoFace[])[] = [
  [{ photo: 'sample6.jpg', x: 764, y: 473, height: 300 }],
  [
    { photo: 'sample1.jpg', x: 1572, y: 328, height: 240 },
    { photo: 'sample6.jpg', x: 361, y: 626, height: 280 },
  ],
  [{ photo: 'sample5.jpg', x: 1196, y: 319, height: 240 }],
  [{ photo: 'sample3.jpg', x: 1596, y: 437, height: 273 }],
  [{ photo: 'sample5.jpg', x: 870, y: 212, height: 225 }],
  [{ photo: 'sample6.jpg', x: 1590, y: 403, height: 300 }],
]

/**
 * Where a face stands in the picture, as shares of its width and height; the face's height is a share of the picture's.
 */
interface Place {
  readonly x: number
  readonly y: number
  readonly height: number
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly alone: readonly Place[]
  readonly inTwos: readonly Place[]
}

/** Size of the film in pixels, for landscape and portrait screens. */
const lying: Shape = {
  width: 960,
  height: 540,
  alone: [{ x: 0.5, y: 0.46, height: 0.46 }],
  inTwos: [
    { x: 0.32, y: 0.42, height: 0.4 },
    { x: 0.7, y: 0.5, height: 0.4 },
  ],
}
const standing: Shape = {
  width: 540,
  height: 960,
  alone: [{ x: 0.5, y: 0.36, height: 0.27 }],
  inTwos: [
    { x: 0.3, y: 0.26, height: 0.2 },
    { x: 0.68, y: 0.47, height: 0.2 },
  ],
}
const rate = 25
/** Milliseconds for which somebody stands there, comes or goes, and for which the door is empty. */
const restTime = 5200
const fadeTime = 700
const emptyTime = 1200
const visitTime = restTime + 2 * fadeTime
/** The wall behind the people, and how much of the photo around a face is shown, in heights of the face. */
const wall = '#77746e'
const around = { x: 1.05, y: 1.3 }
/** From this share of the radius on, the photo fades into the wall. */
const whole = 0.62

interface View {
  readonly visit: number
  /** How far people sway to the right, as a share of the picture's height. */
  readonly sway: number
  /** 0 (nobody there) to 1. */
  readonly opacity: number
}

/** Returns what the film shows at a time, in milliseconds since its start; it repeats. Null means an empty door. */
export function filmView(time: number): View | null {
  const length = visitTime + emptyTime
  const visit = Math.floor(time / length) % visits.length
  const since = time % length
  if (since >= visitTime) return null
  const opacity = Math.min(1, since / fadeTime, (visitTime - since) / fadeTime)
  return { visit, opacity, sway: Math.sin(time / 900) * 0.018 }
}

/** Creates the demo's camera: faces of the sample photos in `folder` come to the door and leave. */
export function filmCamera(folder: string): CameraSource {
  return {
    async open() {
      const canvas = document.createElement('canvas')
      const shape = innerWidth < innerHeight ? standing : lying
      Object.assign(canvas, { width: shape.width, height: shape.height })
      const portraits = openPortraits(folder, shape)
      const started = performance.now()
      const drawNow = () => draw(canvas, portraits, shape, filmView(performance.now() - started))
      drawNow()
      const timer = setInterval(drawNow, 1000 / rate)
      const stream = canvas.captureStream(rate)
      return {
        stream,
        deviceId: null,
        label: '',
        onEnded: () => undefined,
        onMuted: () => undefined,
        close() {
          clearInterval(timer)
          portraits.close()
          for (const track of stream.getTracks()) track.stop()
        },
      }
    },
    devices: async () => [],
    watch: () => () => undefined,
  }
}

interface Portraits {
  /** The portraits of a visit, at the size in which they are drawn; null before they are loaded. */
  at(visit: number): readonly ImageBitmap[] | null
  close(): void
}

/** Cuts out portraits once, while the visit before is shown. Missing photos leave the door empty. */
function openPortraits(folder: string, shape: Shape): Portraits {
  const portraits = new Map<number, readonly ImageBitmap[] | null>()

  async function load(visit: number): Promise<void> {
    portraits.set(visit, null)
    const places = placesOf(shape, visit)
    const cut = await Promise.all(
      visits[visit]!.map((face, index) => cutOut(folder, face, places[index]!.height * shape.height)),
    )
    if (portraits.get(visit) === null) portraits.set(visit, cut)
    else for (const portrait of cut) portrait.close()
  }

  function keep(wanted: readonly number[]): void {
    for (const [visit, cut] of portraits) {
      if (wanted.includes(visit)) continue
      for (const portrait of cut ?? []) portrait.close()
      portraits.delete(visit)
    }
  }

  return {
    at(visit) {
      const next = (visit + 1) % visits.length
      keep([visit, next])
      const wanted = portraits.get(visit) ? next : visit
      if (!portraits.has(wanted)) load(wanted).catch(() => undefined)
      return portraits.get(visit) ?? null
    },
    close: () => keep([]),
  }
}

function placesOf(shape: Shape, visit: number): readonly Place[] {
  return visits[visit]!.length === 1 ? shape.alone : shape.inTwos
}

/**
 * Cuts out a face and what is around it, `height` pixels from chin to forehead, fading towards the edge of an ellipse.
 */
async function cutOut(folder: string, face: PhotoFace, height: number): Promise<ImageBitmap> {
  const file = await fetch(new URL(face.photo, folder))
  const [x, y] = [around.x * face.height, around.y * face.height].map(Math.round) as [number, number]
  const [width, tall] = [around.x * 2 * height, around.y * 2 * height].map(Math.round) as [number, number]
  const size = { resizeWidth: width, resizeHeight: tall, resizeQuality: 'medium' } as const
  const photo = await createImageBitmap(await file.blob(), face.x - x, face.y - y, 2 * x, 2 * y, size)
  const canvas = new OffscreenCanvas(width, tall)
  const context = canvas.getContext('2d')!
  context.drawImage(photo, 0, 0)
  photo.close()
  context.globalCompositeOperation = 'destination-in'
  context.scale(width / 2, tall / 2)
  const fade = context.createRadialGradient(1, 1, whole, 1, 1, 1)
  fade.addColorStop(0, '#000')
  fade.addColorStop(1, 'transparent')
  context.fillStyle = fade
  context.fillRect(0, 0, 2, 2)
  return canvas.transferToImageBitmap()
}

function draw(canvas: HTMLCanvasElement, portraits: Portraits, shape: Shape, view: View | null): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  context.globalAlpha = 1
  context.fillStyle = wall
  context.fillRect(0, 0, canvas.width, canvas.height)
  const people = view === null ? null : portraits.at(view.visit)
  if (view === null || people === null) return
  const places = placesOf(shape, view.visit)
  context.globalAlpha = view.opacity
  for (const [index, portrait] of people.entries()) {
    const { x, y } = places[index]!
    // Two people beside each other sway in opposite directions.
    const sway = (index === 0 ? view.sway : -view.sway) * canvas.height
    const left = Math.round(x * canvas.width + sway - portrait.width / 2)
    context.drawImage(portrait, left, Math.round(y * canvas.height - portrait.height / 2))
  }
}
