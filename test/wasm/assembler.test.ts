import { expect, test } from 'vitest'
import { assemble, call, choose, createMemory, define, i32, repeat } from '../../main/wasm/assembler.ts'

test.each([0, 1, 63, 64, 127, 128, -1, -64, -65, 8191, 8192, 65_536, 2_147_483_647, -2_147_483_648])(
  'the constant %i arrives as it is',
  (value) => {
    const constant = define({}, 'i32', {}, () => [i32.constant(value)])
    const { run } = assemble({ run: constant }).start<{ run(): number }>(createMemory(1))
    expect(run()).toBe(value)
  },
)

test('functions have parameters and locals by name, loop, choose and call', () => {
  const larger = define({ a: 'i32', b: 'i32' }, 'i32', {}, ({ a, b }) => [
    choose(i32.ltU(a.get, b.get), b.get, a.get, 'i32'),
  ])
  const largest = define({ from: 'i32', count: 'i32' }, 'i32', { best: 'i32' }, ({ from, count, best }) => [
    repeat(
      [
        best.set(call(0, best.get, i32.load(from.get))),
        from.increase(i32.constant(4)),
        count.increase(i32.constant(-1)),
      ],
      count.get,
    ),
    best.get,
  ])
  const memory = createMemory(100_000)
  expect(memory.buffer.byteLength).toBe(131_072)
  new Int32Array(memory.buffer, 70_000, 5).set([3, 900, 12, 899, 0])
  const functions = assemble({ larger, largest }).start<{ largest(from: number, count: number): number }>(memory)
  expect(functions.largest(70_000, 5)).toBe(900)
  expect(functions.largest(70_008, 1)).toBe(12)
})
