import { AppError } from '../../main/contract/errors.ts'

export interface CameraDevice {
  readonly id: string
  readonly label: string
}

/** A camera that is open. */
export interface OpenCamera {
  readonly stream: MediaStream
  readonly deviceId: string | null
  readonly label: string
  /** Calls the listener once when the camera stops by itself: unplugged, taken by another program, or switched off. */
  onEnded(listener: () => void): void
  /**
   * Tells the listener whether the camera gives no pictures for now (asleep, privacy switch, driver): at once, and at
   * every change.
   */
  onMuted(listener: (muted: boolean) => void): void
  close(): void
}

/** A source of pictures: the machine's cameras, or the demo's film. */
export interface CameraSource {
  /**
   * Opens the preferred camera, or another one while that is missing.
   * @throws AppError `camera-missing`, `camera-refused` or `camera-busy`
   */
  open(deviceId: string | null): Promise<OpenCamera>
  devices(): Promise<readonly CameraDevice[]>
  /** Calls the listener when cameras come or go or the permission changes, until the returned function is called. */
  watch(listener: () => void): () => void
}

/** Creates a source of this machine's cameras, by `getUserMedia`. */
export function deviceCameras(media: MediaDevices, permissions: Permissions): CameraSource {
  return {
    async open(deviceId) {
      const stream = await media
        .getUserMedia({
          audio: false,
          video: {
            width: { ideal: 1280 },
            height: { ideal: 720 },
            frameRate: { ideal: 30 },
            ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
          },
        })
        .catch((error: unknown) => {
          throw cameraError(error)
        })
      const track = stream.getVideoTracks()[0]
      if (track === undefined) throw new AppError('camera-missing', 'No camera was found. Plug one in.')
      return {
        stream,
        deviceId: track.getSettings().deviceId ?? null,
        label: track.label,
        onEnded: (listener) => track.addEventListener('ended', listener, { once: true }),
        onMuted(listener) {
          track.addEventListener('mute', () => listener(true))
          track.addEventListener('unmute', () => listener(false))
          listener(track.muted)
        },
        close: () => track.stop(),
      }
    },
    async devices() {
      const all = await media.enumerateDevices()
      // Without permission, browsers list cameras without id and name.
      return all
        .filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
        .map((device) => ({ id: device.deviceId, label: device.label }))
    },
    watch(listener) {
      const stop = new AbortController()
      media.addEventListener('devicechange', listener, { signal: stop.signal })
      permissions
        .query({ name: 'camera' })
        .then((status) => status.addEventListener('change', listener, { signal: stop.signal }))
        // A browser that cannot be asked about the permission still reports devices.
        .catch(() => undefined)
      return () => stop.abort()
    },
  }
}

/** Converts the DOMException of `getUserMedia` to an error of the app (Media Capture and Streams, 10.2). */
export function cameraError(error: unknown): AppError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return new AppError('camera-refused', 'The camera may not be used. Allow it for this window.', { cause: error })
  }
  if (name === 'NotReadableError' || name === 'AbortError') {
    return new AppError('camera-busy', 'Another program is using the camera. Close it.', { cause: error })
  }
  return new AppError('camera-missing', 'No camera was found. Plug one in.', { cause: error })
}
