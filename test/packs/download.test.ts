import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { downloadFile } from '../../main/packs/download.ts'
import type { Download } from '../../main/packs/pack-entry.ts'
import { scratchFolder } from '../helpers/app.ts'
import { sha256 } from '../helpers/made-up-pack.ts'
import { fileServer, serve } from './file-server.ts'

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))
const middle = 100_000

const wanted = (...addresses: string[]): Download => ({
  ...{ file: 'model.onnx', addresses, sha256: sha256(bytes), bytes: bytes.length },
})

const quick = { signal: new AbortController().signal, onProgress: () => undefined, silence: 300, pause: 1 }

/** Sends the beginning of an answer and hangs up. */
function breakOff(response: import('node:http').ServerResponse, part: Uint8Array) {
  response.write(part, () => response.socket?.end())
}

test('a whole file, with its progress', async () => {
  const { url } = await fileServer(serve(bytes))
  const path = join(scratchFolder(), 'part')
  const seen: [number, number | null][] = []
  await downloadFile(wanted(url), path, { ...quick, onProgress: (...progress) => seen.push(progress) })
  expect(readFileSync(path).equals(bytes)).toBe(true)
  expect(seen[0]).toEqual([0, bytes.length])
  expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
})

test('a server that breaks off is asked for the rest', async () => {
  let asked = 0
  const { url, ranges } = await fileServer((request, response) => {
    if (asked++ > 0) return serve(bytes)(request, response)
    response.writeHead(200, { 'content-length': bytes.length })
    breakOff(response, bytes.subarray(0, middle))
  })
  const path = join(scratchFolder(), 'part')
  await downloadFile(wanted(url), path, quick)
  expect(ranges).toEqual([undefined, `bytes=${middle}-`])
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('what an earlier download left is gone on with, and a server without ranges begins anew', async () => {
  const good = await fileServer(serve(bytes))
  const path = join(scratchFolder(), 'part')
  writeFileSync(path, bytes.subarray(0, middle))
  await downloadFile(wanted(good.url), path, quick)
  expect(good.ranges).toEqual([`bytes=${middle}-`])
  expect(readFileSync(path).equals(bytes)).toBe(true)

  const plain = await fileServer((_, response) => response.end(bytes))
  const other = join(scratchFolder(), 'part')
  writeFileSync(other, bytes.subarray(0, middle))
  await downloadFile(wanted(plain.url), other, quick)
  expect(readFileSync(other).equals(bytes)).toBe(true)
})

test('a file that is there already is not asked for', async () => {
  const { url, ranges } = await fileServer(serve(bytes))
  const path = join(scratchFolder(), 'part')
  writeFileSync(path, bytes)
  await downloadFile(wanted(url), path, quick)
  expect(ranges).toEqual([])
})

test('a wrong byte is refused and deleted, and the next address is asked', async () => {
  const changed = Buffer.from(bytes)
  changed[middle]! ^= 1
  const wrong = await fileServer(serve(changed))
  const path = join(scratchFolder(), 'part')
  await expect(downloadFile(wanted(wrong.url), path, quick)).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining(`its sha256 is ${sha256(changed)}`),
  })
  expect(existsSync(path)).toBe(false)
  const right = await fileServer(serve(bytes))
  await downloadFile(wanted(wrong.url, right.url), path, quick)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('a wrong beginning that was left is found out at the end, and all of it is loaded again', async () => {
  const { url, ranges } = await fileServer(serve(bytes))
  const path = join(scratchFolder(), 'part')
  writeFileSync(path, Buffer.alloc(middle))
  await downloadFile(wanted(url), path, quick)
  expect(ranges).toEqual([`bytes=${middle}-`, undefined])
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('a server that sends more than there should be is cut off and refused', async () => {
  const { url } = await fileServer((_, response) => {
    response.writeHead(200)
    const pour = () => response.write(Buffer.alloc(65_536), pour)
    pour()
  })
  const path = join(scratchFolder(), 'part')
  await expect(downloadFile(wanted(url), path, quick)).rejects.toThrow(/it sends more than there should be/)
  expect(existsSync(path)).toBe(false)
})

test('a server that announces less than there should be, and sends it, is refused in the end', async () => {
  const { url } = await fileServer((_, response) => response.end(bytes.subarray(0, middle)))
  const path = join(scratchFolder(), 'part')
  await expect(downloadFile(wanted(url), path, quick)).rejects.toThrow(/it sent too little/)
})

test('a range that is not the one that was asked for is not taken', async () => {
  const { url } = await fileServer((_, response) => {
    response.writeHead(206, { 'content-range': `bytes 7-${bytes.length - 1}/${bytes.length}` })
    response.end(bytes.subarray(7))
  })
  const path = join(scratchFolder(), 'part')
  writeFileSync(path, bytes.subarray(0, middle))
  await expect(downloadFile(wanted(url), path, quick)).rejects.toThrow(/it answered 206/)
})

test('redirections are followed', async () => {
  const there = await fileServer(serve(bytes))
  const here = await fileServer((_, response) => response.writeHead(302, { location: there.url }).end())
  const path = join(scratchFolder(), 'part')
  await downloadFile(wanted(here.url), path, quick)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('redirections in a circle, a missing file and a refusal end at once; what may pass is tried again', async () => {
  const circle = await fileServer((request, response) =>
    response.writeHead(302, { location: `http://${request.headers.host}/again` }).end(),
  )
  const path = join(scratchFolder(), 'part')
  await expect(downloadFile(wanted(circle.url), path, quick)).rejects.toMatchObject({ code: 'download-failed' })
  const missing = await fileServer((_, response) => response.writeHead(404).end())
  await expect(downloadFile(wanted(missing.url), path, quick)).rejects.toThrow(/it answered 404/)
  expect(missing.ranges).toHaveLength(1)
  let asked = 0
  const busy = await fileServer((request, response) =>
    asked++ < 2 ? response.writeHead(503).end() : serve(bytes)(request, response),
  )
  await downloadFile(wanted(busy.url), path, quick)
  expect(asked).toBe(3)
})

test('a server that never answers, and one that falls silent, are given up', async () => {
  const mute = await fileServer(() => undefined)
  const path = join(scratchFolder(), 'part')
  await expect(downloadFile(wanted(mute.url), path, quick)).rejects.toThrow(/it does not answer/)
  const silent = await fileServer((request, response) => {
    response.writeHead(request.headers.range === undefined ? 200 : 206, {
      'content-length': bytes.length,
      'content-range': `bytes ${middle}-${bytes.length - 1}/${bytes.length}`,
    })
    if (request.headers.range === undefined) response.write(bytes.subarray(0, middle))
    else response.flushHeaders()
  })
  await expect(downloadFile(wanted(silent.url), path, quick)).rejects.toThrow(/it stopped answering/)
  expect(readFileSync(path)).toHaveLength(middle)
})

test('where nobody says how large the file is, its hash decides', async () => {
  const { bytes: _, ...unsized } = wanted((await fileServer(serve(bytes))).url)
  const path = join(scratchFolder(), 'part')
  await downloadFile(unsized, path, quick)
  expect(readFileSync(path).equals(bytes)).toBe(true)
  // Whole already, but nobody knows: the server says that there is no more.
  await downloadFile(unsized, path, quick)
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('a cancelled download keeps what it has', async () => {
  const stop = new AbortController()
  const { url } = await fileServer((_, response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, middle))
  })
  const path = join(scratchFolder(), 'part')
  const options = { ...quick, silence: 10_000, signal: stop.signal }
  const loading = downloadFile(wanted(url), path, options)
  loading.catch(() => undefined)
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.size).toBe(middle)
  stop.abort()
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  expect(readFileSync(path).equals(bytes.subarray(0, middle))).toBe(true)
})
