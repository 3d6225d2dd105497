import { expect, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import { decodeFrame, encodeFrame, type Frame } from '../../main/contract/frame.ts'

const frame: Frame = {
  purpose: 'enrol',
  width: 2,
  height: 1,
  sequence: 7,
  capturedAt: 1_700_000_000_123.5,
  kiosk: '正門 1',
  data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
}

test('a frame comes back as it was sent', () => {
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
})

test.each(['', 'a', 'ab', 'abc', 'abcd'])('its pixels begin at a whole word, whatever the name: "%s"', (kiosk) => {
  const { data } = decodeFrame(encodeFrame({ ...frame, kiosk }))
  expect(data.byteOffset % 4).toBe(0)
  expect(data).toEqual(frame.data)
})

test.each([
  ['too short', (b: Uint8Array) => b.subarray(0, 31)],
  ['a byte missing', (b: Uint8Array) => b.subarray(0, b.length - 1)],
  ['another magic number', (b: Uint8Array) => b.with(0, 0)],
  ['another version', (b: Uint8Array) => b.with(4, 9)],
  ['unknown purpose', (b: Uint8Array) => b.with(6, 9)],
  ['no width', (b: Uint8Array) => b.with(8, 0)],
  ['a width that does not fit', (b: Uint8Array) => b.with(8, 3)],
  ['a name that is too long', (b: Uint8Array) => b.with(21, 255)],
])('a malformed frame is refused: %s', (_, damage) => {
  const bad = damage(encodeFrame(frame)) as Uint8Array
  expect(() => decodeFrame(bad)).toThrow(AppError)
})
