import type { ThreadFailure } from '../contract/errors.ts'

/** What a method of a thread can use while it computes its answer. */
export interface Work<Progress = never> {
  /** Aborted when the caller cancels the call. */
  readonly signal: AbortSignal
  /** Reports progress to the caller; plain data. */
  progress(progress: Progress): void
  /** Transfers this memory with the answer instead of copying it. */
  transfer(buffer: ArrayBuffer): void
}

/** The methods that a thread offers by name. Input and answer are plain data. */
export type Methods = Readonly<Record<string, (input: never, work: never) => unknown>>

export type InputOf<M extends Methods, N extends keyof M> = Parameters<M[N]>[0]
export type OutputOf<M extends Methods, N extends keyof M> = Awaited<ReturnType<M[N]>>
export type ProgressOf<M extends Methods, N extends keyof M> = Parameters<M[N]>[1] extends Work<infer P> ? P : never

/** A message to the thread. */
export type Request =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'end' }

/** A message from the thread. */
export type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ThreadFailure }
