import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { FramePurpose } from '../../main/contract/frame.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import type { CameraRotation } from '../../main/contract/settings.ts'
import { useClient } from '../client/context.tsx'
import { frameGrabber } from './grab.ts'
import { paceFrames } from './pace.ts'
import { type CameraSession, type CameraState, openCameraSession } from './session.ts'
import type { CameraDevice, CameraSource } from './source.ts'
import { type CameraWatch, createCameraWatch, type UprightRound, uprightness } from './watch.ts'

const CameraContext = createContext<CameraSource | null>(null)

export const CameraProvider = CameraContext.Provider

export function useCameraSource(): CameraSource {
  const source = useContext(CameraContext)
  if (source === null) throw new Error('This screen stands outside of its CameraProvider.')
  return source
}

export interface UsedCamera {
  readonly state: CameraState
  /** Judges the camera's pictures; `useFrames` feeds it. */
  readonly watch: CameraWatch
  /** Asks for the camera again after a refusal. */
  readonly retry: () => void
}

/** Keeps a camera open while the component is mounted. */
export function useCamera(deviceId: string | null): UsedCamera {
  const source = useCameraSource()
  const watch = useMemo(createCameraWatch, [])
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const session = useRef<CameraSession>(null)
  useEffect(() => {
    session.current = openCameraSession(source, deviceId, watch, setState, () => performance.now())
    return () => session.current?.close()
  }, [source, deviceId, watch])
  return { state, watch, retry: () => session.current?.retry() }
}

/**
 * Returns the available cameras. A change of `live` reads them again, because names are hidden until a camera is open.
 */
export function useCameraDevices(live: boolean): readonly CameraDevice[] {
  const source = useCameraSource()
  const [devices, setDevices] = useState<readonly CameraDevice[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` asks for the names again
  useEffect(() => {
    const refresh = () => void source.devices().then(setDevices, () => setDevices([]))
    refresh()
    return source.watch(refresh)
  }, [source, live])
  return devices
}

export interface FrameListener {
  /** Called while the video shows the picture that is being sent. */
  readonly onGrab?: () => void
  readonly onResult: (result: FrameResult) => void
  readonly onError: (error: unknown) => void
}

/** Sends the video's frames to the engine while it plays, and feeds the watch; see pace.ts for the rate. */
export function useFrames(
  video: HTMLVideoElement | null,
  watch: CameraWatch,
  purpose: FramePurpose,
  kiosk: string,
  listener: FrameListener,
): void {
  const client = useClient()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    if (video === null) return
    const stop = new AbortController()
    const grabber = frameGrabber(video, purpose, kiosk, {
      onGrab: () => latest.current.onGrab?.(),
      onPicture(picture) {
        // The video of a hidden page stands still although its camera does not.
        if (!document.hidden) watch.see(picture, performance.now())
      },
    })

    async function send(frame: Uint8Array<ArrayBuffer>): Promise<FrameResult> {
      const result = await client.sendFrame(frame)
      // An observer judges every picture, and turned ones would disturb that.
      const wanted = purpose !== 'observe' && !document.hidden && watch.wantsRound(performance.now())
      if (wanted) watch.addRound(await roundOf(result), performance.now())
      return result
    }

    async function roundOf(asItIs: FrameResult): Promise<UprightRound> {
      const turn = async (degrees: CameraRotation) => {
        const frame = grabber.grabTurned(degrees)
        return frame === null ? 0 : uprightness((await client.sendFrame(frame)).faces)
      }
      return { 0: uprightness(asItIs.faces), 90: await turn(90), 180: await turn(180), 270: await turn(270) }
    }

    void paceFrames(
      {
        grab: grabber.grab,
        send,
        onResult: (result) => latest.current.onResult(result),
        onError: (error) => latest.current.onError(error),
        now: () => performance.now(),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [client, video, watch, purpose, kiosk])
}
