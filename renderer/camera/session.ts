import { AppError, type ErrorCode } from '../../main/contract/errors.ts'
import type { CameraSource, OpenCamera } from './source.ts'
import type { CameraTrouble, CameraWatch } from './watch.ts'

export type CameraErrorCode = Extract<ErrorCode, `camera-${string}`>

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly camera: OpenCamera; readonly trouble: CameraTrouble | null }
  | { readonly kind: 'failed'; readonly code: CameraErrorCode }

export interface CameraSession {
  retry(): void
  close(): void
}

/**
 * Milliseconds between two attempts to open a camera that is missing, busy or lost. A refused one waits for the user.
 */
const retryInterval = 2000
/** How often the camera's pictures are judged. */
const watchInterval = 500

/**
 * Keeps a camera open during a session: opens it again after it was unplugged, taken by another program or refused and
 * when `watch` asks for it, and switches back to the preferred camera when that returns. Reports every change to
 * `onState`. A camera reopened because of trouble stays `live` meanwhile.
 * @param now milliseconds of the watch's clock
 */
export function openCameraSession(
  source: CameraSource,
  deviceId: string | null,
  watch: CameraWatch,
  onState: (state: CameraState) => void,
  now: () => number,
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
    if (code !== 'camera-refused') timer = setTimeout(() => void start(), retryInterval)
  }

  /** @param again because of trouble, which lasts until the pictures show otherwise */
  async function start(again = false): Promise<void> {
    release()
    attempt += 1
    const own = attempt
    watch.open(now(), again)
    if (state.kind !== 'failed' && !again) become({ kind: 'starting' })
    try {
      const camera = await source.open(deviceId)
      if (own !== attempt) return camera.close()
      become({ kind: 'live', camera, trouble: state.kind === 'live' ? state.trouble : null })
      camera.onEnded(() => {
        if (own === attempt) fail('camera-lost')
      })
      camera.onMuted((muted) => {
        if (own === attempt) watch.mute(muted, now())
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

  function judge(): void {
    if (state.kind !== 'live') return
    const trouble = watch.trouble(now())
    if (JSON.stringify(trouble) !== JSON.stringify(state.trouble)) become({ ...state, trouble })
    if (watch.wantsReopen(now())) void start(true)
  }

  const unwatch = source.watch(() => void reconsider())
  const judging = setInterval(judge, watchInterval)
  void start()
  return {
    retry: () => void start(),
    close() {
      unwatch()
      clearInterval(judging)
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
