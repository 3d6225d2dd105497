import type { MethodName, Output, Parsed } from '../contract/api.ts'

export type Handlers = {
  readonly [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>>
}
