import type { ThreadFailure } from '../contract/errors.ts'

/** What a method can do besides computing its answer. */
export interface Work<Progress = never> {
  /** Aborted when the caller does not want the answer any more. */
  readonly signal: AbortSignal
  /** Tells the caller how far it is; plain data. */
  progress(progress: Progress): void
  /** Hands this memory over with the answer, instead of a copy of it. */
  transfer(buffer: ArrayBuffer): void
}

/** What a thread can be asked, by name: one input, plain data, and an answer of plain data. */
export type Methods = Readonly<Record<string, (input: never, work: never) => unknown>>

export type InputOf<M extends Methods, N extends keyof M> = Parameters<M[N]>[0]
export type OutputOf<M extends Methods, N extends keyof M> = Awaited<ReturnType<M[N]>>
export type ProgressOf<M extends Methods, N extends keyof M> = Parameters<M[N]>[1] extends Work<infer P> ? P : never

/** To the thread. */
export type Request =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'end' }

/** From the thread. */
export type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ThreadFailure }
