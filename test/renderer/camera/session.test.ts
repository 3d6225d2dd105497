import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../main/contract/errors.ts'
import { type CameraState, openCameraSession } from '../../../renderer/camera/session.ts'
import { type CameraSource, cameraError } from '../../../renderer/camera/source.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A shelf of cameras that are plugged and unplugged by the test. */
function cameras(...plugged: string[]) {
  let listener: () => void = () => undefined
  let unplug: () => void = () => undefined
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
    unplug(id: string) {
      shelf.plugged.delete(id)
      shelf.open -= 1
      unplug()
    },
  }
}

function watchSession(source: CameraSource, deviceId: string | null = null) {
  const states: string[] = []
  const session = openCameraSession(source, deviceId, (state: CameraState) => {
    const detail = {
      starting: '',
      live: 'camera' in state ? state.camera.deviceId : '',
      failed: 'code' in state ? state.code : '',
    }
    states.push(`${state.kind} ${detail[state.kind]}`.trim())
  })
  return { states, session }
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

test('the exceptions of getUserMedia have names of ours', () => {
  const named = (name: string) => cameraError(Object.assign(new Error(), { name })).code
  expect(named('NotAllowedError')).toBe('camera-refused')
  expect(named('NotReadableError')).toBe('camera-busy')
  expect(named('NotFoundError')).toBe('camera-missing')
})
