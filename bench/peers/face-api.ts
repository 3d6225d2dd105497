import { join } from 'node:path'
import { serve } from './contestant.ts'
import { type Disposable3d, decode, peerFolder, requirePeer, type TensorFlow, wasmPath } from './tensorflow.ts'

interface Net {
  loadFromDisk(folder: string): Promise<void>
}

interface Described {
  readonly descriptor: Float32Array
}

interface FaceApi {
  readonly tf: TensorFlow
  readonly nets: Record<'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet', Net>
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object
  detectSingleFace(
    input: Disposable3d,
    options: object,
  ): { withFaceLandmarks(): { withFaceDescriptor(): Promise<Described | undefined> } }
}

/** @vladmandic/face-api with its best detector, as its Node examples use it. */
await serve(async () => {
  requirePeer<{ setWasmPaths(path: string): void }>('@tensorflow/tfjs-backend-wasm').setWasmPaths(wasmPath())
  const faceApi = requirePeer<FaceApi>('@vladmandic/face-api/dist/face-api.node-wasm.js')
  await faceApi.tf.setBackend('wasm')
  await faceApi.tf.ready()
  const models = join(peerFolder(), 'node_modules/@vladmandic/face-api/model')
  for (const net of [faceApi.nets.ssdMobilenetv1, faceApi.nets.faceLandmark68Net, faceApi.nets.faceRecognitionNet])
    await net.loadFromDisk(models)
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.3, maxResults: 5 })
  return {
    async describe(jpeg) {
      const input = await decode(faceApi.tf, jpeg)
      const face = await faceApi.detectSingleFace(input, options).withFaceLandmarks().withFaceDescriptor()
      faceApi.tf.dispose(input)
      return face === undefined ? null : [...face.descriptor]
    },
  }
})
