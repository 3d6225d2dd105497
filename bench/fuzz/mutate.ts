/** 0..1 */
export type Next = () => number

const pick = <T>(all: readonly T[], next: Next): T => all[Math.floor(next() * all.length)]!

/** Numbers at the edges of what formats hold. */
const edges = [0, 1, 0x7f, 0x80, 0xff]

/**
 * Changes bytes in one to eight places: another value, a bit, a run taken out, doubled, or taken from elsewhere, an
 * end that is missing. One in fifty is noise from beginning to end.
 */
export function mutateBytes(bytes: Uint8Array, next: Next): Uint8Array {
  if (next() < 0.02) return Uint8Array.from({ length: Math.floor(next() * 300) }, () => next() * 256)
  let changed = Buffer.from(bytes)
  for (let left = 1 + Math.floor(next() ** 2 * 8); left > 0; left -= 1) changed = mutateOnce(changed, next)
  return Uint8Array.from(changed)
}

function mutateOnce(bytes: Buffer<ArrayBuffer>, next: Next): Buffer<ArrayBuffer> {
  // The head of a format decides more than its middle.
  const at = Math.floor((next() < 0.5 ? next() ** 4 : next()) * bytes.length)
  const end = Math.min(bytes.length, at + 1 + Math.floor(next() ** 3 * 64))
  switch (Math.floor(next() * 6)) {
    case 0:
      bytes[at] = pick(edges, next)
      return bytes
    case 1:
      bytes[at] = bytes[at]! ^ (1 << Math.floor(next() * 8))
      return bytes
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    case 4: {
      const from = Math.floor(next() * bytes.length)
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, from + end - at), bytes.subarray(at)])
    }
    default:
      return bytes.subarray(0, at)
  }
}

/** The same for a text, which also gets words of its own language in odd places. */
export function mutateText(text: string, words: readonly string[], next: Next): string {
  const changed = Buffer.from(mutateBytes(Buffer.from(text), next)).toString()
  if (next() < 0.5) return changed
  const at = Math.floor(next() * changed.length)
  return changed.slice(0, at) + pick(words, next) + changed.slice(at)
}

const oddities: readonly unknown[] = [
  ...[null, true, '', ' ', '0', '1', 'Ada', 'Front door', '2026-05-04', '__proto__', '../../key', '\u0000', '\ud800'],
  ...['x'.repeat(5000), 0, -1, 1, 2, 0.5, 1e308, Number.NaN, 2 ** 31, 2 ** 53, new Uint8Array(), new Uint8Array(64)],
  ...[[], [1], [[]], {}, { kind: 'everyone' }, { kind: 'known' }, { __proto__: null }, { constructor: 1 }],
]

/** An input for a method: names that it knows with values that it may not, or something else altogether. */
export function oddInput(names: readonly string[], next: Next, depth = 0): unknown {
  if (next() < 0.05) return pick(oddities, next)
  return Object.fromEntries(
    names
      .filter(() => next() < 0.7)
      .map((name) => [name, depth < 3 && next() < 0.1 ? [oddInput(names, next, depth + 1)] : pick(oddities, next)]),
  )
}
