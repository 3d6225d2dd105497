import { decode } from '@msgpack/msgpack'
import { AppError } from '../../contract/errors.ts'

/** A few bytes can claim millions of values: more than any call has are refused before room is made for them. */
const limits = { maxArrayLength: 200_000, maxMapLength: 1_000 }
/** No call nests nearly as deep. The decoder itself knows no limit, and takes minutes for a body of brackets. */
const maxDepth = 32

/**
 * Decodes the body of a request.
 * @throws AppError `malformed-request` when it is no MessagePack, claims too many values or nests too deep
 */
export function decodeBody(body: Uint8Array): unknown {
  if (isDeeperThan(body, maxDepth)) {
    throw new AppError('malformed-request', `The request has lists in lists, more than ${maxDepth} deep.`)
  }
  try {
    return decode(body, { ...limits, maxStrLength: body.length, maxBinLength: body.length })
  } catch (cause) {
    throw new AppError('malformed-request', 'The request is not MessagePack.', { cause })
  }
}

/**
 * Whether arrays and maps nest deeper than `depth`. Only the heads of values are read; input that ends early or is
 * malformed counts as deep as far as it could be read.
 */
export function isDeeperThan(bytes: Uint8Array, depth: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  /** Values still to come: [0] outside, [n] in the container n deep. */
  const left = new Float64Array(depth + 1)
  left[0] = 1
  let level = 0
  for (let at = 0; at < bytes.length; ) {
    while (left[level] === 0) {
      if (level === 0) return false
      level -= 1
    }
    left[level]! -= 1
    const children = childrenAt(view, at)
    at += lengthAt(view, at)
    if (children < 0) continue
    if (level === depth) return true
    level += 1
    left[level] = children
  }
  return false
}

// The heads of values: https://github.com/msgpack/msgpack/blob/master/spec.md

/** How many values the array or map holds whose head is at `at`; -1 for what is neither. */
function childrenAt(view: DataView, at: number): number {
  const type = view.getUint8(at)
  if (type < 0x80 || (type >= 0xa0 && type < 0xdc) || type >= 0xe0) return -1
  if (type < 0x90) return 2 * (type & 0x0f)
  if (type < 0xa0) return type & 0x0f
  return (type >= 0xde ? 2 : 1) * sizeAt(view, at, type & 1 ? 4 : 2)
}

/** Bytes from this head to the next one: the whole of a plain value, or only the head of an array or map. */
function lengthAt(view: DataView, at: number): number {
  const type = view.getUint8(at)
  if (type < 0xa0 || type >= 0xe0) return 1
  if (type < 0xc0) return 1 + (type & 0x1f)
  if (type < 0xc4) return 1
  if (type < 0xc7) return lengthWithSizeAt(view, at, 1 << (type - 0xc4), 0)
  if (type < 0xca) return lengthWithSizeAt(view, at, 1 << (type - 0xc7), 1)
  if (type === 0xca) return 5
  if (type === 0xcb) return 9
  if (type < 0xd4) return 1 + (1 << ((type - 0xcc) & 3))
  if (type < 0xd9) return 2 + (1 << (type - 0xd4))
  if (type < 0xdc) return lengthWithSizeAt(view, at, 1 << (type - 0xd9), 0)
  return type & 1 ? 5 : 3
}

function lengthWithSizeAt(view: DataView, at: number, width: number, extra: number): number {
  return 1 + width + extra + sizeAt(view, at, width)
}

/** A size of 1, 2 or 4 bytes after the type; 0 where the bytes end before. */
function sizeAt(view: DataView, at: number, width: number): number {
  if (at + 1 + width > view.byteLength) return 0
  return width === 1 ? view.getUint8(at + 1) : width === 2 ? view.getUint16(at + 1) : view.getUint32(at + 1)
}
