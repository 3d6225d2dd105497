import { encodeFrame, type Frame, type FramePurpose } from '../../main/contract/frame.ts'
import type { CameraRotation } from '../../main/contract/settings.ts'
import { drawTurned } from './turned.ts'
import type { SeenPicture } from './watch.ts'

/** Frames are scaled down to fit this size, pixels: the engine's detectors look at no more. */
const frameSize = { width: 640, height: 480 }

/** The largest whole size of the same shape that fits into the frame; never larger than the picture. */
export function fitFrame(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, frameSize.width / width, frameSize.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export interface Grabber {
  /**
   * The video's next picture as an encoded frame. Null while there is none, and for one that is bit for bit the one
   * before: nothing is decided by a picture that stands still.
   */
  grab(): Promise<Uint8Array<ArrayBuffer> | null>
  /**
   * The picture that the video shows now, turned clockwise, for a look that decides nothing. Null while there is none.
   */
  grabTurned(degrees: CameraRotation): Uint8Array<ArrayBuffer> | null
}

export interface GrabListener {
  /** The video still shows the picture that was read. */
  readonly onGrab: () => void
  readonly onPicture: (picture: SeenPicture) => void
}

/** Reads a playing video as encoded frames. */
export function frameGrabber(
  video: HTMLVideoElement,
  purpose: FramePurpose,
  kiosk: string,
  listener: GrabListener,
): Grabber {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let before = new Uint32Array()
  let sequence = 0

  function read(degrees: CameraRotation): ImageData | null {
    const { videoWidth, videoHeight } = video
    if (context === null || video.readyState < video.HAVE_CURRENT_DATA || videoWidth === 0) return null
    const { width, height } =
      degrees % 180 === 0 ? fitFrame(videoWidth, videoHeight) : fitFrame(videoHeight, videoWidth)
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    drawTurned(context, video, degrees)
    return context.getImageData(0, 0, width, height)
  }

  function encode({ width, height, data }: ImageData, by: Pick<Frame, 'purpose' | 'kiosk'>): Uint8Array<ArrayBuffer> {
    sequence += 1
    const pixels = new Uint8Array(data.buffer)
    return encodeFrame({ ...by, width, height, sequence, capturedAt: Date.now(), data: pixels })
  }

  return {
    async grab() {
      await nextPicture(video)
      const picture = read(0)
      if (picture === null) return null
      listener.onGrab()
      const words = new Uint32Array(picture.data.buffer)
      const repeated = words.length === before.length && words.every((word, index) => word === before[index])
      before = words
      listener.onPicture({ repeated, brightEnd: brightEndOf(picture) })
      return repeated ? null : encode(picture, { purpose, kiosk })
    },
    grabTurned(degrees) {
      const picture = read(degrees)
      return picture === null ? null : encode(picture, { purpose: 'observe', kiosk: `${kiosk} turned` })
    },
  }
}

/** Resolves with the video's next picture, or after half a second without one. */
function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 500)
    const request = video.requestVideoFrameCallback(done)
    function done(): void {
      clearTimeout(timer)
      video.cancelVideoFrameCallback(request)
      resolve()
    }
  })
}

/** Pixels from one sample to the next. */
const sampleStep = 61

/** The level, 0..255, that a hundredth of the pixels exceed in their brightest colour. */
export function brightEndOf({ data }: Pick<ImageData, 'data'>): number {
  const counts = new Uint32Array(256)
  let samples = 0
  for (let at = 0; at < data.length; at += 4 * sampleStep, samples++) {
    counts[Math.max(data[at]!, data[at + 1]!, data[at + 2]!)]! += 1
  }
  let above = samples / 100
  let level = 255
  while (level > 0 && above >= counts[level]!) above -= counts[level--]!
  return level
}
