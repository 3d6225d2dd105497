import { AppError, type ErrorCode } from '../../main/contract/errors.ts'
import type { CameraSource, OpenCamera } from './source.ts'

export type CameraErrorCode = Extract<ErrorCode, `camera-${string}`>

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly camera: OpenCamera }
  | { readonly kind: 'failed'; readonly code: CameraErrorCode }

export interface CameraSession {
  retry(): void
  close(): void
}

/** Between two tries to get a camera that is missing, busy or lost, milliseconds. A refused one waits for a person. */
const retryInterval = 2000

/**
 * Keeps a camera open for as long as the session lasts: opens it again after it was unplugged, taken by another
 * program or refused, and goes back to the wished camera when that one returns. Every change is told to `onState`.
 */
export function openCameraSession(
  source: CameraSource,
  deviceId: string | null,
  onState: (state: CameraState) => void,
): CameraSession {
  let state: CameraState = { kind: 'starting' }
  let attempt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function become(next: CameraState): void {
    state = next
    onState(next)
  }

  function release(): void {
    clearTimeout(timer)
    if (state.kind === 'live') state.camera.close()
  }

  function fail(code: CameraErrorCode): void {
    become({ kind: 'failed', code })
    if (code !== 'camera-refused') timer = setTimeout(start, retryInterval)
  }

  async function start(): Promise<void> {
    release()
    attempt += 1
    const own = attempt
    if (state.kind !== 'failed') become({ kind: 'starting' })
    try {
      const camera = await source.open(deviceId)
      if (own !== attempt) return camera.close()
      become({ kind: 'live', camera })
      camera.onEnded(() => {
        if (own === attempt) fail('camera-lost')
      })
    } catch (error) {
      if (own === attempt) fail(cameraCode(error))
    }
  }

  async function reconsider(): Promise<void> {
    if (state.kind === 'failed') return start()
    if (state.kind !== 'live' || deviceId === null || state.camera.deviceId === deviceId) return
    const own = attempt
    const devices = await source.devices()
    if (own === attempt && devices.some((device) => device.id === deviceId)) await start()
  }

  const unwatch = source.watch(() => void reconsider())
  void start()
  return {
    retry: () => void start(),
    close() {
      unwatch()
      attempt += 1
      release()
    },
  }
}

function cameraCode(error: unknown): CameraErrorCode {
  return error instanceof AppError && error.code.startsWith('camera-')
    ? (error.code as CameraErrorCode)
    : 'camera-missing'
}
