import { type Input, type MethodName, methods, type Output } from './contract/api.ts'
import { AppError, type ErrorBody, errorBody } from './contract/errors.ts'
import type { Handlers } from './handlers/context.ts'

/** What every shell sends back for a call. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorBody }

/**
 * Parses the input, runs the handler and parses what it returns, so that nothing the contract does not name crosses.
 * @throws AppError `unknown-method`, `invalid-input`, and whatever the handler throws
 */
export async function invoke<M extends MethodName>(handlers: Handlers, name: M, input: unknown): Promise<Output<M>> {
  if (!Object.hasOwn(methods, name)) {
    throw new AppError(
      'unknown-method',
      `There is no method "${name}". The window and the engine may be of different versions: restart Rollcall.`,
    )
  }
  const parsed = methods[name].input.safeParse(input)
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ')
    throw new AppError('invalid-input', `The request could not be understood (${where}).`, {
      details: { method: name },
    })
  }
  const handler = handlers[name] as (input: unknown) => unknown
  return methods[name].output.parse(await handler(parsed.data)) as Output<M>
}

/** The border of every shell: calls the app by name and never throws; failures become their plain body. */
export function dispatch(app: Callable, name: string, input: unknown): Promise<Reply> {
  return reply(() => app.call(name as MethodName, input as Input<MethodName>))
}

/** Something that answers calls: the app. */
export interface Callable {
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
}

/** Runs work whose failure crosses a process border. */
export async function reply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: errorBody(error) }
  }
}
