import { ExtensionCodec, encode } from '@msgpack/msgpack'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import { decodeBody, isDeeperThan } from '../../main/shells/web/message-pack.ts'

const extensionCodec = new ExtensionCodec()
class Blob {
  readonly length: number
  constructor(length: number) {
    this.length = length
  }
}
extensionCodec.register({
  type: 7,
  encode: (value) => (value instanceof Blob ? new Uint8Array(value.length).fill(0x91) : null),
  decode: (bytes) => bytes.length,
})

/** Every kind of value, its bytes full of what would be a list if the scan lost its place. */
const leaves: readonly unknown[] = [
  null,
  true,
  0,
  127,
  -1,
  -32,
  200,
  -100,
  40_000,
  -30_000,
  3_000_000_000,
  -2_000_000_000,
  2 ** 52,
  -(2 ** 52),
  0.1,
  '',
  'short',
  'x'.repeat(100),
  'x'.repeat(1_000),
  'x'.repeat(70_000),
  ...[0, 100, 1_000, 70_000].map((length) => new Uint8Array(length).fill(0x91)),
  ...[1, 2, 4, 8, 16, 3, 100, 1_000, 70_000].map((length) => new Blob(length)),
  new Date(0),
  new Date(1),
  new Date(2 ** 40),
]

const shapes: readonly { name: string; wrap: (inner: unknown) => unknown; depth: number }[] = [
  { name: 'array', wrap: (inner) => [1, inner, 2], depth: 1 },
  { name: 'array16', wrap: (inner) => [...Array(20).fill('x'), inner], depth: 1 },
  { name: 'array32', wrap: (inner) => [...Array(66_000).fill(0), inner], depth: 1 },
  { name: 'map', wrap: (inner) => ({ a: 1, b: inner }), depth: 1 },
  {
    name: 'map16',
    wrap: (inner) => Object.fromEntries([...Array(20).keys()].map((key) => [`k${key}`, inner])),
    depth: 1,
  },
]

describe('the depth of MessagePack', () => {
  test.each(shapes)('is counted through $name, whatever stands before', ({ wrap, depth }) => {
    for (const leaf of leaves) {
      const value = wrap([leaf, [leaf]])
      const bytes = encode(value, { extensionCodec })
      expect(isDeeperThan(bytes, depth + 2)).toBe(false)
      expect(isDeeperThan(bytes, depth + 1)).toBe(true)
    }
  })

  test('is counted past single floats', () => {
    const bytes = encode([0.5, [0.5]], { forceFloat32: true })
    expect([isDeeperThan(bytes, 2), isDeeperThan(bytes, 1)]).toEqual([false, true])
  })

  test('of 32 is read, of 33 refused', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'in' : [nested(depth - 1)])
    expect(decodeBody(encode(nested(32)))).toEqual(nested(32))
    expect(() => decodeBody(encode(nested(33)))).toThrow(AppError)
  })

  test('many lists beside each other are not deep', () => {
    const wide = Array.from({ length: 100_000 }, () => [])
    expect(decodeBody(encode(wide))).toEqual(wide)
  })

  test('heads without their size are malformed, not an error of the scan', () => {
    for (let type = 0; type < 256; type++) {
      expect(isDeeperThan(Uint8Array.of(type), 32)).toBe(false)
      expect(isDeeperThan(Uint8Array.of(type, 0xff), 32)).toBe(false)
    }
  })
})
