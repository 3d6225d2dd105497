import { createRequire } from 'node:module'
import { join } from 'node:path'
import sharp from 'sharp'

/** The little of TensorFlow.js that the contestants need. */
export interface TensorFlow {
  setBackend(name: string): Promise<boolean>
  ready(): Promise<void>
  tensor3d(values: Int32Array, shape: readonly [number, number, number], type: 'int32'): Disposable3d
  dispose(tensor: Disposable3d): void
}

export interface Disposable3d {
  readonly shape: readonly number[]
}

/** The temporary folder into which the peers were installed: the process's first argument. */
export function peerFolder(): string {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('Say the folder into which the peers were installed.')
  return folder
}

/** Loads a file of the installed packages, also one that its package does not list among its exports. */
export function requirePeer<T>(file: string): T {
  const folder = join(peerFolder(), 'node_modules')
  return createRequire(join(folder, '..', 'package.json'))(join(folder, file)) as T
}

export async function decode(tf: TensorFlow, jpeg: Uint8Array): Promise<Disposable3d> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return tf.tensor3d(Int32Array.from(data), [info.height, info.width, 3], 'int32')
}

/** Where the WebAssembly files are, with a slash at the end. */
export function wasmPath(): string {
  return join(peerFolder(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist/')
}
