import type { CameraSource } from './source.ts'

/** Where the faces are in the sample photos, as fractions of the photo's width and height. */
const shots: readonly { readonly photo: string; readonly faces: readonly (readonly [number, number])[] }[] = [
  {
    photo: 'sample6.jpg',
    faces: [
      [0.19, 0.43],
      [0.41, 0.28],
      [0.67, 0.23],
      [0.84, 0.25],
    ],
  },
  {
    photo: 'sample3.jpg',
    faces: [
      [0.36, 0.31],
      [0.6, 0.25],
      [0.83, 0.33],
    ],
  },
  {
    photo: 'sample4.jpg',
    faces: [
      [0.18, 0.2],
      [0.37, 0.15],
      [0.55, 0.18],
      [0.71, 0.17],
    ],
  },
  {
    photo: 'sample1.jpg',
    faces: [
      [0.25, 0.4],
      [0.48, 0.43],
      [0.83, 0.26],
    ],
  },
  {
    photo: 'sample5.jpg',
    faces: [
      [0.34, 0.39],
      [0.45, 0.17],
      [0.62, 0.23],
      [0.77, 0.36],
    ],
  },
  {
    photo: 'sample2.jpg',
    faces: [
      [0.53, 0.27],
      [0.8, 0.18],
    ],
  },
]

/** The film's size in pixels and the share of a photo's width that it shows, for screens that lie and that stand. */
const lying = { width: 960, height: 540, shotWidth: 0.6 }
const standing = { width: 540, height: 960, shotWidth: 0.34 }
const rate = 25
/** Milliseconds the film rests on a face, moves to the next one, and fades from photo to photo. */
const restTime = 3200
const moveTime = 2800
const fadeTime = 700
/** Between the end of one photo and the next nobody is at the door. */
const emptyTime = 1200

interface View {
  readonly shot: number
  readonly x: number
  readonly y: number
  /** 0 (nobody there) to 1. */
  readonly opacity: number
}

const lengths = shots.map(({ faces }) => faces.length * restTime + (faces.length - 1) * moveTime + 2 * fadeTime)
const filmLength = lengths.reduce((sum, length) => sum + length + emptyTime, 0)

/** What the film shows at a time (milliseconds since its start; it begins anew at its end). Null: an empty door. */
export function filmView(time: number): View | null {
  let rest = time % filmLength
  for (const [shot, length] of lengths.entries()) {
    if (rest < length) {
      const opacity = Math.min(1, rest / fadeTime, (length - rest) / fadeTime)
      return { shot, opacity, ...focus(shots[shot]!.faces, rest - fadeTime) }
    }
    rest -= length
    if (rest < emptyTime) return null
    rest -= emptyTime
  }
  return null
}

function focus(faces: readonly (readonly [number, number])[], time: number): { x: number; y: number } {
  const step = restTime + moveTime
  const index = Math.min(faces.length - 1, Math.max(0, Math.floor(time / step)))
  const [fromX, fromY] = faces[index]!
  const [toX, toY] = faces[index + 1] ?? faces[index]!
  const share = Math.min(1, Math.max(0, (time - index * step - restTime) / moveTime))
  const eased = share * share * (3 - 2 * share)
  const sway = Math.sin(time / 900) * 0.006
  return { x: fromX + (toX - fromX) * eased + sway, y: fromY + (toY - fromY) * eased }
}

/** The demo's camera: slow pans over the faces of the sample photos, which lie at `folder`. */
export function filmCamera(folder: string): CameraSource {
  return {
    async open() {
      const canvas = document.createElement('canvas')
      const { width, height, shotWidth } = innerWidth < innerHeight ? standing : lying
      Object.assign(canvas, { width, height })
      const photos = openPhotos(folder, width / shotWidth)
      const started = performance.now()
      const drawNow = () => draw(canvas, photos, filmView(performance.now() - started))
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
          photos.close()
          for (const track of stream.getTracks()) track.stop()
        },
      }
    },
    devices: async () => [],
    watch: () => () => undefined,
  }
}

interface Photos {
  /** The photo of a shot, null while it is not there. */
  at(shot: number): ImageBitmap | null
  close(): void
}

/**
 * Each photo is decoded and brought to the film's size once, away from the page's thread, when the one before it is
 * shown: scaling it for every picture took most of what the film cost. A photo that is not there leaves its part empty.
 */
function openPhotos(folder: string, width: number): Photos {
  const photos = new Map<number, ImageBitmap | null>()

  async function load(shot: number): Promise<void> {
    photos.set(shot, null)
    const file = await fetch(new URL(shots[shot]!.photo, folder))
    const options = { resizeWidth: Math.round(width), resizeQuality: 'medium' } as const
    const photo = await createImageBitmap(await file.blob(), options)
    if (photos.get(shot) === null) photos.set(shot, photo)
    else photo.close()
  }

  function keep(wanted: readonly number[]): void {
    for (const [shot, photo] of photos) {
      if (wanted.includes(shot)) continue
      photo?.close()
      photos.delete(shot)
    }
  }

  return {
    at(shot) {
      const next = (shot + 1) % shots.length
      keep([shot, next])
      const wanted = photos.get(shot) ? next : shot
      if (!photos.has(wanted)) load(wanted).catch(() => undefined)
      return photos.get(shot) ?? null
    },
    close: () => keep([]),
  }
}

function draw(canvas: HTMLCanvasElement, photos: Photos, view: View | null): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  context.globalAlpha = 1
  context.fillStyle = '#2b2a28'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const photo = view === null ? null : photos.at(view.shot)
  if (view === null || photo === null) return
  const within = (wished: number, rest: number) => -Math.round(Math.min(rest, Math.max(0, wished)))
  const left = within(view.x * photo.width - canvas.width / 2, photo.width - canvas.width)
  const top = within(view.y * photo.height - canvas.height * 0.45, photo.height - canvas.height)
  context.globalAlpha = view.opacity
  context.drawImage(photo, left, top)
}
