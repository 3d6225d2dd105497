import { afterAll, describe, expect, test } from 'vitest'
import { callOnce, startThread } from '../../main/threads/thread.ts'
import type { SampleMethods } from './sample-worker.ts'

const url = new URL('./sample-worker.ts', import.meta.url)
const thread = startThread<SampleMethods>(url)
afterAll(() => thread[Symbol.asyncDispose]())

test('calls are answered, several at a time', async () => {
  expect(await Promise.all([1, 2, 3].map((value) => thread.call('double', value)))).toEqual([2, 4, 6])
})

test('memory is handed over both ways', async () => {
  const bytes = new Uint8Array(10)
  expect(await thread.call('sizeOf', bytes, { transfer: [bytes.buffer] })).toBe(10)
  expect(bytes.byteLength).toBe(0)
  expect(await thread.call('fill', 3)).toEqual(Uint8Array.of(7, 7, 7))
})

test('a call that is cancelled tells how far it is until then', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  const answer = thread.call('untilCancelled', 2, {
    signal: controller.signal,
    progress(step) {
      seen.push(step)
      if (step === 2) controller.abort()
    },
  })
  expect(await answer).toBe('stopped')
  expect(seen).toEqual([1, 2])
  expect(await thread.call('untilCancelled', 0, { signal: AbortSignal.abort() })).toBe('stopped')
})

describe('what a method throws comes out of the call', () => {
  test('with its code, reason and details', async () => {
    await expect(thread.call('refuse', undefined)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'kiosk-name-taken',
      details: { name: 'Door' },
    })
  })

  test('as the cause where nobody expected it', async () => {
    await expect(thread.call('fail', undefined)).rejects.toMatchObject({
      code: 'internal',
      cause: { name: 'RangeError', message: 'out of bounds', stack: expect.stringContaining('sample-worker') },
    })
  })
})

test('a thread ends once its open calls have answered', async () => {
  const ending = startThread<SampleMethods>(url)
  const open = ending.call('untilCancelled', 0)
  const ended = ending.end()
  expect(await open).toBe('stopped')
  await ended
  expect(ending.running).toBe(false)
  await expect(ending.call('double', 1)).rejects.toThrow('ended without an answer')
})

test('when a thread dies its calls fail as its owner says', async () => {
  await using dying = startThread<SampleMethods>(url, { toError: (cause) => new Error('gone', { cause }) })
  const calls = [dying.call('untilCancelled', 0), dying.call('die', undefined)]
  expect(await Promise.allSettled(calls)).toMatchObject([
    { status: 'rejected', reason: { message: 'gone' } },
    { status: 'rejected', reason: { message: 'gone' } },
  ])
})

test('a thread that hangs is given up', async () => {
  const hanging = startThread<SampleMethods>(url)
  const call = hanging.call('loop', undefined)
  hanging.abandon(new Error('no answer'))
  await expect(call).rejects.toMatchObject({ cause: { message: 'no answer' } })
  await hanging.ended
})

test('one that runs native code finishes what it is at when it is given up', async () => {
  const native = startThread<SampleMethods>(url, { isNative: true })
  const finished = new Int32Array(new SharedArrayBuffer(4))
  expect(await native.call('double', 1)).toBe(2)
  const call = native.call('finishSlowly', finished)
  native.abandon(new Error('no longer wanted'))
  await expect(call).rejects.toMatchObject({ cause: { message: 'no longer wanted' } })
  expect(finished[0]).toBe(0)
  await native.ended
  expect(finished[0]).toBe(1)
})

test('one that is disposed of finishes what it is at', async () => {
  const finished = new Int32Array(new SharedArrayBuffer(4))
  {
    await using thread = startThread<SampleMethods>(url)
    void thread.call('finishSlowly', finished)
  }
  expect(finished[0]).toBe(1)
})

describe('one call in a thread of its own', () => {
  test('answers', async () => {
    expect(await callOnce<SampleMethods, 'double'>(url, 'double', 21)).toBe(42)
  })

  test('fails with the signal’s reason at once, whatever the thread does', async () => {
    const signal = AbortSignal.timeout(300)
    await expect(callOnce<SampleMethods, 'loop'>(url, 'loop', undefined, { signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    await expect(callOnce<SampleMethods, 'double'>(url, 'double', 1, { signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })
})
