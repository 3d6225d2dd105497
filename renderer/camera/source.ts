import { AppError } from '../../main/contract/errors.ts'

export interface CameraDevice {
  readonly id: string
  readonly label: string
}

/** A camera that is on. */
export interface OpenCamera {
  readonly stream: MediaStream
  readonly deviceId: string | null
  readonly label: string
  /** Told once when it stops by itself: unplugged, taken away, switched off. */
  onEnded(listener: () => void): void
  /** Told whether it gives no pictures for a while (asleep, privacy switch, driver): at once, and with every change. */
  onMuted(listener: (muted: boolean) => void): void
  close(): void
}

/** Where pictures come from: the machine's cameras, or the demo's film. */
export interface CameraSource {
  /**
   * Opens the wished camera, or another one while the wished one is not there.
   * @throws AppError `camera-missing`, `camera-refused` or `camera-busy`
   */
  open(deviceId: string | null): Promise<OpenCamera>
  devices(): Promise<readonly CameraDevice[]>
  /** Tells when cameras come or go and when the permission changes, until the returned function is called. */
  watch(listener: () => void): () => void
}

/** The cameras of this machine, by `getUserMedia`. */
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
      // Before the permission is given, browsers list cameras without id and name.
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
        // A browser that cannot be asked about the camera still tells about devices.
        .catch(() => undefined)
      return () => stop.abort()
    },
  }
}

/** Names the DOMException of `getUserMedia` by the app's own code (Media Capture and Streams, 10.2). */
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
