/**
 * Runs loops over numbers as WebAssembly, four numbers a step. The modules are written as text (.wat); `npm run wat`
 * compiles them into compiled.ts.
 */
import { compiled } from './compiled.ts'

export interface Memory {
  /** A different one after every `grow`. */
  readonly buffer: ArrayBuffer
  /** @throws RangeError beyond 65,536 pages of 64 KiB */
  grow(pages: number): number
}

/** Node has it unless it was started without a compiler (`--jitless`), but its types lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

/** The bytes of a page, by which a memory grows. */
export const pageBytes = 65_536

/** Creates a memory of whole pages, filled with zeros; an ordinary buffer where there is no WebAssembly. */
export function createMemory(bytes: number): Memory {
  const pages = Math.ceil(bytes / pageBytes)
  return typeof WebAssembly === 'undefined' ? createPlainMemory(pages) : new WebAssembly.Memory({ initial: pages })
}

function createPlainMemory(pages: number): Memory {
  let buffer = new ArrayBuffer(pages * pageBytes)
  return {
    get buffer() {
      return buffer
    },
    grow(more) {
      const before = buffer.byteLength / pageBytes
      buffer = buffer.transfer((before + more) * pageBytes)
      return before
    },
  }
}

const modules = new Map<string, object>()

/**
 * Starts a copy of a module on a memory.
 * @param name of the .wat file, without its extension
 * @returns null where the processor lacks what the module needs, or there is no WebAssembly
 */
export function startModule<Functions>(name: keyof typeof compiled, memory: Memory): Functions | null {
  try {
    const module = modules.get(name) ?? new WebAssembly.Module(Buffer.from(compiled[name], 'base64'))
    modules.set(name, module)
    return new WebAssembly.Instance(module, { own: { memory } }).exports as Functions
  } catch {
    return null
  }
}
