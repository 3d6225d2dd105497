import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { serve } from './contestant.ts'
import { type Disposable3d, decode, peerFolder, requirePeer, type TensorFlow, wasmPath } from './tensorflow.ts'

interface Face {
  readonly box: readonly [number, number, number, number]
  readonly embedding?: readonly number[]
}

interface Human {
  readonly tf: TensorFlow
  load(): Promise<void>
  detect(input: Disposable3d): Promise<{ readonly face: readonly Face[] }>
}

/** @vladmandic/human with what a descriptor needs (its mesh turns the face upright) and nothing else. */
await serve(async () => {
  requirePeer<{ setWasmPaths(path: string): void }>('@tensorflow/tfjs-backend-wasm').setWasmPaths(wasmPath())
  const { default: Human } = requirePeer<{ default: new (config: object) => Human }>(
    '@vladmandic/human/dist/human.node-wasm.js',
  )
  const off = { enabled: false }
  const human = new Human({
    backend: 'wasm',
    wasmPath: wasmPath(),
    modelBasePath: await serveModels(),
    cacheSensitivity: 0,
    debug: false,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: 5 },
      mesh: { enabled: true },
      iris: off,
      emotion: off,
      antispoof: off,
      liveness: off,
      description: { enabled: true },
    },
  })
  await human.tf.setBackend('wasm')
  await human.load()
  return {
    async describe(jpeg) {
      const input = await decode(human.tf, jpeg)
      const { face } = await human.detect(input)
      human.tf.dispose(input)
      const [largest] = face.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])
      return largest?.embedding?.length ? [...largest.embedding] : null
    },
  }
})

/** Its WebAssembly build reads models over HTTP only. */
async function serveModels(): Promise<string> {
  const folder = join(peerFolder(), 'node_modules/@vladmandic/human/models')
  const server = createServer(async (request, response) => {
    try {
      response.end(await readFile(join(folder, basename(request.url ?? ''))))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
