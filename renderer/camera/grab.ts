import { encodeFrame, type Frame, type FramePurpose } from '../../main/contract/frame.ts'
import type { CameraRotation } from '../../main/contract/settings.ts'
import { drawTurned } from './turned.ts'
import type { SeenPicture } from './watch.ts'

/** Maximum size of frames in pixels; the engine's detectors use no more. */
const frameSize = { width: 640, height: 480 }

/**
 * Returns the largest size of the same shape that fits into a frame, in whole pixels; never larger than the picture.
 */
export function fitFrame(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, frameSize.width / width, frameSize.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export interface Grabber {
  /**
   * Returns the video's next picture as an encoded frame; null while there is none, and for an exact repetition of the
   * one before, since a frozen picture must decide nothing.
   */
  grab(): Promise<Uint8Array<ArrayBuffer> | null>
  /** Returns the current picture, turned clockwise, for inspection only; null while there is none. */
  grabTurned(degrees: CameraRotation): Uint8Array<ArrayBuffer> | null
}

export interface GrabListener {
  /** Called when a picture was read, while the video still shows it. */
  readonly onGrab: () => void
  readonly onPicture: (picture: SeenPicture) => void
}

/** Creates a reader of a playing video that encodes frames. */
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

/** Returns the level, 0..255, that one pixel in a hundred exceeds in its brightest colour. */
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
