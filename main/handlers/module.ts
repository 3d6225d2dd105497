import type { MethodName, Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { Part } from '../services/part.ts'

type FirstWord<M extends string> = M extends `${infer Word}.${string}` ? Word : never

/** A part of the contract: the first word of its methods' names. */
export type Namespace = FirstWord<MethodName>

/** Takes the parsed input of a method and its caller, and returns the method's output. */
export type Handler<M extends MethodName> = (input: Parsed<M>, caller: Caller) => Output<M> | Promise<Output<M>>

export type Handlers<M extends MethodName = MethodName> = { readonly [K in M]: Handler<K> }

/** The handlers of all methods of a namespace. */
export type HandlersOf<N extends Namespace> = Handlers<Extract<MethodName, `${N}.${string}`>>

/** One namespace of the contract: its handlers, what they listen to, and what they must close. */
export interface Module<N extends Namespace> extends Part {
  readonly handlers: HandlersOf<N>
}
