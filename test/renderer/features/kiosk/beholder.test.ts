import { expect, test } from 'vitest'
import type { PersonId } from '../../../../main/contract/entities.ts'
import type { FrameFace } from '../../../../main/contract/frame-result.ts'
import { type Beholder, nobodyYet, watchBeholder } from '../../../../renderer/features/kiosk/hours/beholder.ts'

const ada = 1 as PersonId

function face(track: number, personId: number | null = null, width = 100): FrameFace {
  const decision = { kind: 'known', person: { id: personId as PersonId, name: '' } }
  return {
    track,
    box: { x: 0, y: 0, width, height: width },
    state: personId === null ? { kind: 'looking' } : { kind: 'decided', decision },
  } as FrameFace
}

/** What comes of pictures of these faces, a second apart; those after it is over are not looked at. */
function watch(...frames: readonly FrameFace[][]): Beholder | 'gone' {
  let beholder: Beholder | 'gone' = nobodyYet
  for (const [second, faces] of frames.entries()) {
    if (beholder === 'gone') return 'gone'
    beholder = watchBeholder(beholder, faces, ada, second * 1000)
  }
  return beholder
}

test('whoever was there may stay, known or not, and look away for two seconds', () => {
  expect(watch([face(1)], [face(1)])).toEqual({ track: 1, doubtSince: null })
  expect(watch([face(1, 1)], [], [], [face(1)])).toEqual({ track: 1, doubtSince: null })
  expect(watch([face(1)], [], [face(2, 1)])).toEqual({ track: 2, doubtSince: null })
})

test('who walks away is gone after three seconds, and who takes their place unknown too', () => {
  expect(watch([face(1)], [], [], [])).toEqual({ track: 1, doubtSince: 1000 })
  expect(watch([face(1)], [], [], [], [])).toBe('gone')
  expect(watch([face(1)], [face(2)], [face(2)], [face(2)], [face(2)])).toBe('gone')
})

test('somebody else whom the camera names, and who stands nearer, ends it at once', () => {
  expect(watch([face(1, 1)], [face(2, 2)])).toBe('gone')
  expect(watch([face(1, 1)], [face(1, 1, 100), face(2, 2, 60)])).toEqual({ track: 1, doubtSince: null })
  expect(watch([face(1, 1)], [face(1, 1, 60), face(2, 2, 100)])).toBe('gone')
})

test('a camera that sees nobody at all says nothing', () => {
  expect(watch([], [], [], [], [], [])).toEqual(nobodyYet)
})
