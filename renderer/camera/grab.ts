import { encodeFrame, type FramePurpose } from '../../main/contract/frame.ts'

/** Frames are scaled down to fit this size, pixels: the engine's detectors look at no more. */
const frameSize = { width: 640, height: 480 }

/** The largest whole size of the same shape that fits into the frame; never larger than the picture. */
export function fitFrame(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, frameSize.width / width, frameSize.height / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Reads a playing video as encoded frames, each picture once. Null while there is no picture. `onGrab` is called while
 * the video still shows the picture that was read.
 */
export function frameGrabber(video: HTMLVideoElement, purpose: FramePurpose, kiosk: string, onGrab: () => void) {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let sequence = 0
  return async function grab(): Promise<Uint8Array<ArrayBuffer> | null> {
    await nextPicture(video)
    if (context === null || video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) return null
    const { width, height } = fitFrame(video.videoWidth, video.videoHeight)
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0, width, height)
    onGrab()
    const { data } = context.getImageData(0, 0, width, height)
    sequence += 1
    return encodeFrame({
      purpose,
      kiosk,
      width,
      height,
      sequence,
      capturedAt: Date.now(),
      data: new Uint8Array(data.buffer),
    })
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
