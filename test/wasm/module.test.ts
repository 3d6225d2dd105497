import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMemory, pageBytes, startModule } from '../../main/wasm/module.ts'
import { compileText } from '../../scripts/wat.ts'

test('what is kept compiled is what the text says: `npm run wat`', async () => {
  const kept = readFileSync(new URL('../../main/wasm/compiled.ts', import.meta.url), 'utf8')
  expect(kept).toBe(await compileText())
})

test('a module works on the memory that it is given, and on no other', () => {
  const [one, other] = [createMemory(1), createMemory(1)]
  type Dots = { dots(row: number, count: number, stride: number, out: number): void }
  const { dots: onOne } = startModule<Dots>('dot-kernel', one)!
  startModule<Dots>('dot-kernel', other)
  new Float32Array(one.buffer).fill(1, 0, 16).fill(3, 16, 32)
  onOne(64, 1, 64, 128)
  expect(new Float32Array(one.buffer)[32]).toBe(48)
  expect(new Float32Array(other.buffer).every((value) => value === 0)).toBe(true)
})

test('a memory has whole pages', () => {
  expect(createMemory(100_000).buffer.byteLength).toBe(131_072)
})

describe('where there is no WebAssembly', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('a memory is ordinary, keeps what it holds when it grows, and no module starts', () => {
    vi.stubGlobal('WebAssembly', undefined)
    const memory = createMemory(1)
    new Uint8Array(memory.buffer)[5] = 9
    expect(memory.grow(2)).toBe(1)
    expect(memory.buffer.byteLength).toBe(3 * pageBytes)
    expect(new Uint8Array(memory.buffer)[5]).toBe(9)
    expect(startModule('dot-kernel', memory)).toBeNull()
  })
})
