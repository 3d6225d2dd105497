/**
 * From the frame that decides to the entry in the window: a person steps before the kiosk again and again, and the time
 * from pushing that frame over HTTP to hearing `event.recorded` is taken.
 *
 *   npm run bench event [-- --json]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createApp } from '../main/app.ts'
import { encodeFrame } from '../main/contract/frame.ts'
import { startWebServer } from '../main/shells/web/server.ts'

export const name = 'event'

const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const visits = 15
const wanted = 150

interface Cut {
  readonly sample: number
  readonly left: number
  readonly top: number
}

/** The same woman in two photos, and a wall. */
const enrolled: Cut = { sample: 3, left: 890, top: 50 }
const shown: Cut = { sample: 1, left: 1270, top: 90 }
const wall: Cut = { sample: 1, left: 0, top: 0 }

export async function run({ json }: { json: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  const key = { kind: 'file' as const, path: join(folder, 'key') }
  const app = await createApp({
    dataFolder: folder,
    modelsFolder,
    key,
    shell: 'test',
    caller: { actor: 'bench', via: 'command', role: 'owner' },
  })
  const server = await startWebServer({ app, pages: folder, samples: null, port: 0 })
  try {
    // The pictures stand still, so a check of liveness would wait for one that moves.
    await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0, liveness: 'advisory' })
    const { id: personId } = await app.call('people.create', { name: 'Ada' })
    await app.call('enrol.photo', { personId, photo: await cut(enrolled, 600).jpeg().toBuffer() })
    await app.call('accounts.begin', { mode: 'machine' })
    const base = `http://127.0.0.1:${server.port}`
    const { search } = new URL(server.makeUrl())
    const cookie = (await fetch(`${base}/${search}`, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!
    const times = await measure(base, cookie)
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
    if (json) console.log(JSON.stringify({ visits, median }))
    else
      console.log(
        `From the deciding frame to the entry heard by a window: median ${median.toFixed(0)} ms of ${visits} (wanted: at most ${wanted})`,
      )
  } finally {
    await server.close()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(origin: string, cookie: string): Promise<number[]> {
  const stop = new AbortController()
  const stream = await fetch(`${origin}/api/events`, { headers: { cookie }, signal: stop.signal })
  let heard = 0
  let at = 0
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of stream.body!) {
      if (!decoder.decode(chunk, { stream: true }).includes('event.recorded')) continue
      heard++
      at = performance.now()
    }
  })().catch(() => undefined)
  const face = await pixels(shown)
  const nobody = await pixels(wall)
  let sequence = 0
  const push = async (data: Uint8Array) => {
    const capturedAt = ++sequence * 200
    // A picture that stands still decides nothing; what differs here is an opacity, which nothing looks at.
    data[3] = sequence % 256
    const frame = {
      purpose: 'kiosk',
      width: 480,
      height: 480,
      sequence,
      capturedAt,
      kiosk: 'Front door',
      data,
    } as const
    const start = performance.now()
    const headers = { cookie, origin, 'x-rollcall': '1' }
    await fetch(`${origin}/api/frame`, { method: 'POST', headers, body: encodeFrame(frame) })
    return start
  }
  const times: number[] = []
  while (times.length < visits) {
    const before = heard
    let start = 0
    for (let frames = 0; frames < 12 && heard === before; frames++) {
      start = await push(face)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    if (heard === before) throw new Error('Nobody was recognised.')
    times.push(at - start)
    for (let frames = 0; frames < 8; frames++) await push(nobody)
  }
  stop.abort()
  return times
}

function cut({ sample, left, top }: Cut, side: number) {
  return sharp(join(modelsFolder, 'samples', `sample${sample}.jpg`)).extract({ left, top, width: side, height: side })
}

async function pixels(part: Cut): Promise<Uint8Array> {
  return new Uint8Array(
    await cut(part, part === wall ? 200 : 600)
      .resize(480, 480)
      .ensureAlpha()
      .raw()
      .toBuffer(),
  )
}
