import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { FramePurpose } from '../../main/contract/frame.ts'
import type { FrameResult } from '../../main/contract/frame-result.ts'
import { useClient } from '../client/context.tsx'
import { frameGrabber } from './grab.ts'
import { paceFrames } from './pace.ts'
import { type CameraSession, type CameraState, openCameraSession } from './session.ts'
import type { CameraDevice, CameraSource } from './source.ts'

const CameraContext = createContext<CameraSource | null>(null)

export const CameraProvider = CameraContext.Provider

export function useCameraSource(): CameraSource {
  const source = useContext(CameraContext)
  if (source === null) throw new Error('This screen stands outside of its CameraProvider.')
  return source
}

/** Keeps a camera open while the component is on screen; `retry` asks again after a refusal. */
export function useCamera(deviceId: string | null): { state: CameraState; retry: () => void } {
  const source = useCameraSource()
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const session = useRef<CameraSession>(null)
  useEffect(() => {
    session.current = openCameraSession(source, deviceId, setState)
    return () => session.current?.close()
  }, [source, deviceId])
  return { state, retry: () => session.current?.retry() }
}

/** The cameras there are, kept up to date. `live` makes it ask again: names are hidden until a camera is open. */
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
  /** The video shows the picture of the frame that is being sent. */
  readonly onGrab?: () => void
  readonly onResult: (result: FrameResult) => void
  readonly onError: (error: unknown) => void
}

/** Sends the video's frames to the engine while it plays; see pace.ts for how many. */
export function useFrames(
  video: HTMLVideoElement | null,
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
    void paceFrames(
      {
        grab: frameGrabber(video, purpose, kiosk, () => latest.current.onGrab?.()),
        send: (frame) => client.sendFrame(frame),
        onResult: (result) => latest.current.onResult(result),
        onError: (error) => latest.current.onError(error),
        now: () => performance.now(),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [client, video, purpose, kiosk])
}
