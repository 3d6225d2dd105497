import { z } from 'zod'
import type { App } from '../../app.ts'
import type { ApiScope } from '../../contract/rest.ts'

/** A request, parsed by its route's schemas. */
export interface Asked<I = unknown, Q = unknown, B = unknown> {
  /** The number in the path; null where there is none. */
  readonly id: I
  readonly query: Q
  readonly body: B
  /** What the token allows: who may not read people is told nobody's name. */
  readonly scopes: readonly ApiScope[]
}

/** One route of the local API. The OpenAPI document is made from the routes and nothing else. */
export interface Route {
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `{id}` stands for a number. */
  readonly path: string
  readonly scope: ApiScope
  /** The name of the operation in generated clients. */
  readonly operationId: string
  readonly tag: keyof typeof tags
  readonly summary: string
  /** Schema of the number in the path; null when there is none. */
  readonly id: z.ZodType<number> | null
  readonly query: z.ZodObject
  /** `photo`: the bytes of a JPEG, PNG, WebP or HEIC picture. */
  readonly body: z.ZodType | 'photo' | null
  /** Null for an empty answer, 204. */
  readonly answer: z.ZodType | null
  /** Whether the request can conflict with the present state (409). */
  readonly conflict?: true
  readonly run: (app: Pick<App, 'call'>, asked: Asked) => Promise<unknown>
}

/** Groups of operations in the document. */
export const tags = {
  people: 'Whoever is enrolled, and their photos',
  events: 'Check-ins, check-outs and their corrections',
  attendance: 'What the entries add up to: who is in, and the days worked',
} as const

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const

/** Reads digits in an address as a number. */
export const numeric = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && /^-?\d+$/.test(text) ? Number(text) : text), schema)
export const count = (max: number, usual: number) => numeric(z.int().min(1).max(max).default(usual))

/** Gives `run` the types that the route's own schemas promise. */
export function route<I extends z.ZodType<number> | null, Q extends z.ZodObject, B extends z.ZodType | 'photo' | null>(
  row: Omit<Route, 'id' | 'query' | 'body' | 'run'> & {
    readonly id: I
    readonly query: Q
    readonly body: B
    readonly run: (
      app: Pick<App, 'call'>,
      asked: Asked<
        I extends z.ZodType ? z.output<I> : null,
        z.output<Q>,
        B extends z.ZodType ? z.output<B> : B extends 'photo' ? Uint8Array : null
      >,
    ) => Promise<unknown>
  },
): Route {
  return row as unknown as Route
}
