import { expect, test } from 'vitest'
import { AppError } from '../../main/contract/errors.ts'
import { createEmbeddingSet, type EmbeddingSource, findPairedPeople } from '../../main/metric/embedding-set.ts'
import { type RowLabel, readLabels, readNpy, writeLabels, writeNpy } from '../../main/metric/npy.ts'

function source(rows: readonly (readonly number[])[], labels: readonly string[]): EmbeddingSource {
  return { model: 'm', dimensions: 2, vectors: Float32Array.from(rows.flat()), labels }
}

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`
  }
  return 'accepted'
}

const good = source(
  [
    [3, 4],
    [1, 0],
    [0, 2],
    [0, 1],
  ],
  ['b', 'b', 'a', 'a'],
)

test('rows are scaled to length 1 and people numbered in order of name', () => {
  const set = createEmbeddingSet(good)
  expect(set.people).toEqual(['a', 'b'])
  expect([...set.labels]).toEqual([1, 1, 0, 0])
  expect(set.vectors[0]).toBeCloseTo(0.6, 6)
  expect(set.vectors[5]).toBe(1)
  expect(findPairedPeople(set)).toEqual([0, 1])
})

test.each([
  [
    'NaN',
    source(
      [
        [1, 0],
        [Number.NaN, 1],
        [0, 1],
        [0, 1],
      ],
      ['a', 'a', 'b', 'b'],
    ),
    /embeddings-unreadable: Embedding 2 holds/,
  ],
  [
    'all zeros',
    source(
      [
        [1, 0],
        [0, 0],
        [0, 1],
        [0, 1],
      ],
      ['a', 'a', 'b', 'b'],
    ),
    /embeddings-unreadable: Embedding 2 is all zeros/,
  ],
  ['a label too many', source([[1, 0]], ['a', 'b']), /embeddings-unreadable: There are 2 labels, but 1 embeddings/],
  [
    'one person only',
    source(
      [
        [1, 0],
        [0, 1],
      ],
      ['a', 'a'],
    ),
    /too-little-data: .*at least two people/,
  ],
  [
    'one photo a person',
    source(
      [
        [1, 0],
        [0, 1],
      ],
      ['a', 'b'],
    ),
    /too-little-data: .*several photos of one person/,
  ],
  ['nobody', source([], []), /too-little-data/],
  [
    'identical embeddings',
    source(
      [
        [1, 1],
        [2, 2],
        [1, 1],
        [3, 3],
      ],
      ['a', 'a', 'b', 'b'],
    ),
    /too-little-data: All embeddings are the same/,
  ],
])('%s: a clear answer', (_, bad, message) => {
  expect(refusal(() => createEmbeddingSet(bad))).toMatch(message)
})

const table = { rows: 2, columns: 3, data: Float32Array.of(1, -2.5, 3, 0, 1e-7, 6) }

test('a .npy file is what NumPy writes', () => {
  const bytes = writeNpy(table)
  expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\x93NUMPY\x01\x00')
  const header = Buffer.from(bytes.subarray(10, 128)).toString('latin1')
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} +\n$/)
  expect(bytes.length).toBe(128 + 24)
  expect(readNpy(bytes)).toEqual(table)
})

test('64-bit floats are read too', () => {
  const header = `${"{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }".padEnd(117)}\n`
  const values = Buffer.from(Float64Array.of(0.5, -4).buffer)
  const file = Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
    Buffer.from(header, 'latin1'),
    values,
  ])
  expect(readNpy(file)).toEqual({ rows: 1, columns: 2, data: Float32Array.of(0.5, -4) })
})

test.each<[string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
  ['another kind of file', () => Buffer.from('hello, this is text'), /does not begin/],
  ['cut short', (bytes) => bytes.subarray(0, bytes.length - 4), /length does not fit its shape/],
  [
    'integers',
    (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1').replace('<f4', '<i4'), 'latin1'),
    /little-endian floats/,
  ],
  [
    'by columns',
    (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1').replace('False', 'True '), 'latin1'),
    /row by row/,
  ],
  [
    'NaN',
    () => writeNpy({ ...table, data: Float32Array.of(1, 2, 3, 4, Number.NaN, 6) }),
    /row 2 holds a value that is not a number/,
  ],
])('a .npy file refused: %s', (_, change, message) => {
  expect(refusal(() => readNpy(change(writeNpy(table))))).toMatch(message)
})

const labels: RowLabel[] = [
  { person: 'Ann "Annie" Lee', photo: 'a,1.jpg', role: 'gallery' },
  { person: 'Bo', photo: '2', role: 'probe' },
]

test('labels survive quotes and commas', () => {
  expect(readLabels(writeLabels(labels))).toEqual(labels)
})

test('labels need nothing but a person', () => {
  expect(readLabels('Person\nAnn\nBo\n')).toEqual([
    { person: 'Ann', photo: '0', role: 'either' },
    { person: 'Bo', photo: '1', role: 'either' },
  ])
  expect(refusal(() => readLabels('name\nAnn\n'))).toMatch(/csv-wrong-columns/)
  expect(refusal(() => readLabels('person,role\nAnn,guest\n'))).toMatch(
    /embeddings-unreadable: Row 1 .* gallery, probe or either/,
  )
  expect(refusal(() => readLabels('person,photo\n,1.jpg\n'))).toMatch(/embeddings-unreadable: Row 1 .* names no person/)
})
