import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../main/contract/errors.ts'
import { type CameraState, openCameraSession } from '../../../renderer/camera/session.ts'
import { type CameraSource, cameraError } from '../../../renderer/camera/source.ts'
import { createCameraWatch } from '../../../renderer/camera/watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A shelf of cameras that are plugged and unplugged by the test. */
function cameras(...plugged: string[]) {
  let listener: () => void = () => undefined
  let unplug: () => void = () => undefined
  let mute: (muted: boolean) => void = () => undefined
  const shelf = { plugged: new Set(plugged), refused: false, open: 0, watched: 0 }
  const source: CameraSource = {
    async open(wished) {
      if (shelf.refused) throw new AppError('camera-refused', '')
      const deviceId = wished !== null && shelf.plugged.has(wished) ? wished : ([...shelf.plugged][0] ?? null)
      if (deviceId === null) throw new AppError('camera-missing', '')
      shelf.open += 1
      return {
        stream: {} as MediaStream,
        deviceId,
        label: deviceId,
        onMuted: (heard) => {
          heard(false)
          mute = heard
        },
        onEnded: (ended) => {
          unplug = ended
        },
        close: () => {
          shelf.open -= 1
        },
      }
    },
    devices: async () => [...shelf.plugged].map((id) => ({ id, label: id })),
    watch(heard) {
      listener = heard
      shelf.watched += 1
      return () => {
        shelf.watched -= 1
      }
    },
  }
  return {
    shelf,
    source,
    change: () => listener(),
    mute: (muted: boolean) => mute(muted),
    unplug(id: string) {
      shelf.plugged.delete(id)
      shelf.open -= 1
      unplug()
    },
  }
}

function watchSession(source: CameraSource, deviceId: string | null = null) {
  const states: string[] = []
  const watch = createCameraWatch()
  const session = openCameraSession(
    source,
    deviceId,
    watch,
    (state: CameraState) => {
      const detail = {
        starting: '',
        live: 'camera' in state ? `${state.camera.deviceId} ${state.trouble?.kind ?? ''}` : '',
        failed: 'code' in state ? state.code : '',
      }
      states.push(`${state.kind} ${detail[state.kind]}`.trim())
    },
    Date.now,
  )
  return { states, session, watch }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

test('a camera that is unplugged and plugged in again comes back by itself', async () => {
  const { source, unplug, shelf } = cameras('front')
  const { states } = watchSession(source)
  await settle()
  unplug('front')
  expect(states).toEqual(['starting', 'live front', 'failed camera-lost'])
  await vi.advanceTimersByTimeAsync(2100)
  expect(states.at(-1)).toBe('failed camera-missing')
  shelf.plugged.add('front')
  await vi.advanceTimersByTimeAsync(2100)
  expect(states.at(-1)).toBe('live front')
  expect(shelf.open).toBe(1)
})

test('a change of devices is tried at once, without waiting', async () => {
  const { source, change, shelf } = cameras()
  const { states } = watchSession(source)
  await settle()
  expect(states.at(-1)).toBe('failed camera-missing')
  shelf.plugged.add('front')
  change()
  await settle()
  expect(states.at(-1)).toBe('live front')
})

test('a refusal waits for a person and is not asked again and again', async () => {
  const { source, shelf } = cameras('front')
  shelf.refused = true
  const { states, session } = watchSession(source)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(states).toEqual(['starting', 'failed camera-refused'])
  shelf.refused = false
  session.retry()
  await settle()
  expect(states.at(-1)).toBe('live front')
})

test('the wished camera is returned to when it is there again', async () => {
  const { source, change, shelf } = cameras('built-in')
  const { states } = watchSession(source, 'desk')
  await settle()
  expect(states.at(-1)).toBe('live built-in')
  change()
  await settle()
  expect(states).toHaveLength(2)
  shelf.plugged.add('desk')
  change()
  await settle()
  expect(states.at(-1)).toBe('live desk')
  expect(shelf.open).toBe(1)
})

test('closing lets the camera go, also one that is still being opened', async () => {
  const { source, shelf } = cameras('front')
  const { session } = watchSession(source)
  session.close()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shelf).toMatchObject({ open: 0, watched: 0 })
})

test('a muted camera is said, opened again when it stays so, and goes on when it is back', async () => {
  const { source, mute, shelf } = cameras('front')
  const { states } = watchSession(source)
  await settle()
  mute(true)
  await vi.advanceTimersByTimeAsync(1500)
  expect(states).toEqual(['starting', 'live front', 'live front muted'])
  await vi.advanceTimersByTimeAsync(4000)
  // The camera that was opened instead says that it is not muted.
  expect(states).toEqual(['starting', 'live front', 'live front muted', 'live front muted', 'live front'])
  expect(shelf.open).toBe(1)
})

test('a frozen camera is opened again after three seconds, and stays frozen until its pictures move', async () => {
  const { source, shelf } = cameras('front')
  const { states, watch } = watchSession(source)
  await settle()
  const look = async (repeated: boolean, times: number) => {
    for (let time = 0; time < times; time++) {
      watch.see({ repeated, brightEnd: 200 }, Date.now())
      await vi.advanceTimersByTimeAsync(500)
    }
  }
  await look(false, 4)
  await look(true, 6)
  expect(states).toEqual(['starting', 'live front'])
  await look(true, 2)
  expect(states).toEqual(['starting', 'live front', 'live front frozen', 'live front frozen'])
  await look(true, 10)
  expect(states.slice(4)).toEqual([])
  await look(false, 2)
  expect(states.slice(4)).toEqual(['live front'])
  expect(shelf.open).toBe(1)
})

test('the exceptions of getUserMedia have names of ours', () => {
  const named = (name: string) => cameraError(Object.assign(new Error(), { name })).code
  expect(named('NotAllowedError')).toBe('camera-refused')
  expect(named('NotReadableError')).toBe('camera-busy')
  expect(named('NotFoundError')).toBe('camera-missing')
})
