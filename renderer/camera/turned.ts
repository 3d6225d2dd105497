import type { CameraRotation, TurnedCamera } from '../../main/contract/settings.ts'
import type { CameraDevice, CameraSource, OpenCamera } from './source.ts'

/** Returns how a camera's picture is turned: by its id, or by its label where the browser has given it another id. */
export function rotationOf({ id, label }: CameraDevice, turned: readonly TurnedCamera[]): CameraRotation {
  const own =
    turned.find((camera) => camera.id === id) ?? turned.find((camera) => label !== '' && camera.label === label)
  return own?.degrees ?? 0
}

/** Returns the list with another rotation of this camera. */
export function withRotation(
  { id, label }: CameraDevice,
  degrees: CameraRotation,
  turned: readonly TurnedCamera[],
): TurnedCamera[] {
  return [{ id, label, degrees }, ...turned.filter((camera) => camera.id !== id)].slice(0, 32)
}

/** Wraps a source so that cameras mounted on their side give upright pictures. */
export function uprightCameras(source: CameraSource, turned: readonly TurnedCamera[]): CameraSource {
  return {
    ...source,
    async open(deviceId) {
      const camera = await source.open(deviceId)
      const degrees = rotationOf({ id: camera.deviceId ?? '', label: camera.label }, turned)
      return degrees === 0 ? camera : turnCamera(camera, degrees)
    },
  }
}

/** Draws a picture into a canvas of its size, turned clockwise. */
export function drawTurned(
  context: CanvasRenderingContext2D,
  picture: HTMLVideoElement,
  degrees: CameraRotation,
): void {
  const { width, height } = context.canvas
  const [across, down] = degrees % 180 === 0 ? [width, height] : [height, width]
  context.setTransform(1, 0, 0, 1, width / 2, height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.drawImage(picture, -across / 2, -down / 2, across, down)
}

/** Wraps a camera so that every picture is drawn turned, once for everything that uses it. */
function turnCamera(camera: OpenCamera, degrees: CameraRotation): OpenCamera {
  const video = document.createElement('video')
  Object.assign(video, { muted: true, playsInline: true, srcObject: camera.stream })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  const stream = canvas.captureStream()
  let request = video.requestVideoFrameCallback(draw)
  // Rejected only when the camera is closed before it plays.
  void video.play().catch(() => undefined)

  function draw(): void {
    const { videoWidth, videoHeight } = video
    const [width, height] = degrees % 180 === 0 ? [videoWidth, videoHeight] : [videoHeight, videoWidth]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    if (context !== null) drawTurned(context, video, degrees)
    request = video.requestVideoFrameCallback(draw)
  }

  return {
    ...camera,
    stream,
    close() {
      video.cancelVideoFrameCallback(request)
      video.srcObject = null
      for (const track of stream.getTracks()) track.stop()
      camera.close()
    },
  }
}
