import { admit, admitRole, confine, type GroupsOf } from './contract/admission.ts'
import { type Input, type MethodName, methods, type Output, type Parsed } from './contract/api.ts'
import type { Caller } from './contract/caller.ts'
import { AppError, type ErrorBody, errorBody } from './contract/errors.ts'
import type { Handlers } from './handlers/module.ts'
import type { LogEvent, LogFields, Logger } from './log/logger.ts'

/** The answer to a call, as every shell sends it. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorBody }

/** Hears of every call, so that the audit log can record those that change nothing. */
export interface Watch {
  noteAnswer<M extends MethodName>(name: M, input: Parsed<M>, output: Output<M>, caller: Caller): void
  noteRefusal(name: MethodName, error: unknown, caller: Caller): void
}

/** What a call needs to be answered. */
export interface CallContext {
  readonly caller: Caller
  readonly logger: Logger
  readonly groupsOf: GroupsOf
  readonly watch?: Watch
}

/**
 * Parses the input, asks whether the caller may, runs the handler and parses its output, so that only what the
 * contract names gets through.
 * @throws AppError `unknown-method`, `sign-in-needed`, `role-forbids`, `malformed-request`, and whatever the handler
 * throws
 */
export async function invoke<M extends MethodName>(
  handlers: Handlers,
  name: M,
  input: unknown,
  context: CallContext,
): Promise<Output<M>> {
  try {
    return await answer(handlers, name, input, context)
  } catch (error) {
    context.watch?.noteRefusal(name, error, context.caller)
    throw error
  }
}

async function answer<M extends MethodName>(
  handlers: Handlers,
  name: M,
  input: unknown,
  { caller, logger, groupsOf, watch }: CallContext,
): Promise<Output<M>> {
  if (!Object.hasOwn(methods, name)) {
    throw new AppError(
      'unknown-method',
      `There is no method "${name}". The window and the engine may be of different versions: restart Rollcall.`,
    )
  }
  admitRole(name, caller)
  const parsed = methods[name].input.safeParse(input)
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ')
    throw new AppError('malformed-request', `The request could not be understood (${where}).`, {
      details: { method: name },
    })
  }
  admit(name, parsed.data as Parsed<M>, caller, groupsOf)
  const handler = handlers[name] as (input: unknown, caller: Caller) => unknown
  try {
    const output = methods[name].output.parse(await handler(parsed.data, caller)) as Output<M>
    watch?.noteAnswer(name, parsed.data as Parsed<M>, output, caller)
    return confine(name, output, caller, groupsOf)
  } catch (error) {
    throw noteUnexpected(error, logger, 'call-failed', { method: name })
  }
}

/**
 * Logs an unexpected failure; expected ones are only returned to the caller.
 * @returns what to throw: with an entry in the log, an `internal` error whose details say where that is
 */
export function noteUnexpected(error: unknown, logger: Logger, event: LogEvent, fields: LogFields = {}): unknown {
  const { code, message } = errorBody(error)
  if (code !== 'internal') return error
  logger.error(event, { ...fields, error })
  return logger.file === null
    ? error
    : new AppError('internal', message, { details: { log: logger.file }, cause: error })
}

/** Calls the app by a method's name for a shell. It never throws: a failure becomes its plain body. */
export function dispatch(callable: Callable, name: string, input: unknown): Promise<Reply> {
  return reply(() => callable.call(name as MethodName, input as Input<MethodName>))
}

/** Something that answers calls: the app, or one of its connections. */
export interface Callable {
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
}

/** Runs work and turns a failure into a plain body, which can cross a process border. */
export async function reply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, error: errorBody(error) }
  }
}
