/**
 * How long it takes from the start of the process to the answer, with 1,000 people and 10,000 templates of a made-up
 * office; and how much memory the engine then has. `identify` is measured beside a script that does nothing but load
 * the same models and run each once.
 *
 *   npm run bench start [-- --json]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { fillOffice } from './office.ts'

export const name = 'start'

const root = join(import.meta.dirname, '..')
const turns = 7
/** What `npm run rollcall` runs. */
const commandLine = 'dist/cli/main.js'

interface Cost {
  readonly wall: number
  readonly processor: number
}

export async function run({ json }: { readonly json: boolean }) {
  const scratch = mkdtempSync(join(tmpdir(), 'rollcall-start-'))
  try {
    const few = join(scratch, 'few')
    const many = join(scratch, 'many')
    await fillOffice(few, { people: 1_000, templatesEach: 1 })
    await fillOffice(many, { people: 1_000, templatesEach: 10 })
    const photo = join(scratch, 'photo.jpg')
    await portrait().toFile(photo)
    const identify = [commandLine, '--data', few, '--json', 'identify', photo]
    const identifies: Cost[] = []
    const bare: Cost[] = []
    const serves: number[] = []
    for (let turn = -1; turn < turns; turn++) {
      const one = await cost(identify)
      const other = await cost(['bench/start-bare.ts'])
      const ready = await readyAfter(few)
      if (turn < 0) continue
      identifies.push(one)
      bare.push(other)
      serves.push(ready)
    }
    const memory = (await cost(['bench/start-memory.ts', many, photo])).output
    const measured = {
      identify: least(identifies),
      bare: least(bare),
      serve: Math.min(...serves),
      megabytes: Number(memory),
    }
    const ratios = {
      processorToBare: measured.identify.processor / measured.bare.processor,
      serveToBare: measured.serve / measured.bare.wall,
      memory600: measured.megabytes / 600,
    }
    if (json) process.stdout.write(`${JSON.stringify({ ...measured, ...ratios })}\n`)
    else {
      process.stdout.write(
        `identify one photo, 1,000 people: ${seconds(measured.identify.wall)} (wanted: 1.2 s), processor ` +
          `${seconds(measured.identify.processor)}\nonly loading the models and running each once: ` +
          `${seconds(measured.bare.wall)}, processor ${seconds(measured.bare.processor)}\n` +
          `serve, until its address is there: ${seconds(measured.serve)} (wanted: 2 s)\n` +
          `engine with 10,000 templates: ${measured.megabytes} MB (wanted: less than 600)\n`,
      )
    }
    return ratios
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** One face of a sample, as a phone's picture of 800 x 1000. */
function portrait() {
  return sharp(join(root, 'models/samples/sample5.jpg'))
    .extract({ left: 330, top: 690, width: 560, height: 700 })
    .resize(800, 1000)
    .jpeg({ quality: 92 })
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`

const least = (costs: readonly Cost[]): Cost => ({
  wall: Math.min(...costs.map(({ wall }) => wall)),
  processor: Math.min(...costs.map(({ processor }) => processor)),
})

/** Writes the processor time of all threads to the fourth stream when the process ends. */
const counter = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeSync(3, String((user + system) / 1000))
  })`)}`

function start(words: readonly string[]) {
  return spawn(process.execPath, ['--import', counter, ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
}

async function cost(words: readonly string[]): Promise<Cost & { readonly output: string }> {
  const began = performance.now()
  const child = start(words)
  const [output, processor] = await Promise.all([text(child.stdout!), text(child.stdio[3] as Readable)])
  if (child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)))) {
    throw new Error(`${words.join(' ')} ended with ${child.exitCode}`)
  }
  return { wall: performance.now() - began, processor: Number(processor), output }
}

async function readyAfter(folder: string): Promise<number> {
  const began = performance.now()
  const child = start([commandLine, '--data', folder, 'serve', '--json'])
  for await (const _line of createInterface({ input: child.stdout! })) break
  const ready = performance.now() - began
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
  return ready
}
