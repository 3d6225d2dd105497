import { isErrorCode } from '../contract/errors.ts'

/** An error as it is logged: its kind and place, without text that could contain personal data. */
export interface Trace {
  readonly name: string
  readonly code?: string
  /** The message, only when it is one of V8's that quotes source code and no value. */
  readonly message?: string
  /** Failed schema rules with their fields, without values. */
  readonly issues?: readonly string[]
  /** Functions and places, from the project's folder on. */
  readonly stack?: readonly string[]
  readonly cause?: Trace
}

const maxCauses = 5
const maxFrames = 20
const maxIssues = 10

/** Turns anything thrown, with its causes, into a form that may be logged. */
export function traceOf(thrown: unknown, depth = 0): Trace {
  if (!(thrown instanceof Error)) return { name: typeof thrown }
  const code = codeOf(thrown)
  const message = sourceMessage.exec(thrown.message)?.[0]
  const issues = issuesOf(thrown)
  const stack = framesOf(thrown)
  const { cause } = thrown
  return {
    name: /^[A-Za-z]{1,40}$/.exec(thrown.name)?.[0] ?? 'Error',
    ...(code !== null && { code }),
    ...(message !== undefined && { message }),
    ...(issues.length > 0 && { issues }),
    ...(stack.length > 0 && { stack }),
    ...(cause !== undefined && cause !== null && depth < maxCauses && { cause: traceOf(cause, depth + 1) }),
  }
}

/** The beginnings of V8's messages that name source code; what follows can be a value. */
const sourceMessage =
  /^(?:Cannot (?:read|set) properties of (?:undefined|null)|Maximum call stack size exceeded|Assignment to constant variable\.|Invalid (?:array|string|typed array) length|Array buffer allocation failed)/

/**
 * The code of an error: Rollcall's (`disk-full`), the system's (`ENOSPC`), SQLite's (`SQLITE_BUSY`) or Node's
 * (`ERR_INVALID_ARG_TYPE`).
 */
function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && (isErrorCode(code) || /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(code)) ? code : null
}

/** A key in a path can be somebody's name, so only keys that look like fields of the contract are kept. */
function issuesOf(error: Error): string[] {
  const { issues } = error as { issues?: unknown }
  if (error.name !== 'ZodError' && error.name !== '$ZodError') return []
  if (!Array.isArray(issues)) return []
  return issues.slice(0, maxIssues).map(({ code, path }: { code: unknown; path: unknown }) => {
    const steps = Array.isArray(path) ? path.slice(0, 1).concat(path.slice(-1)) : []
    const fields = steps.filter((step) => typeof step === 'string' && /^[a-z][A-Za-z]{0,30}$/.test(step))
    return `${code} at ${[...new Set(fields)].join('…') || 'value'}`
  })
}

/** The stack begins with the message, which may have lines that look like places. */
function framesOf({ name, message, stack = '' }: Error): string[] {
  const head = stack.indexOf(message)
  const places = message !== '' && head >= 0 ? stack.slice(head + message.length) : stack.replace(name, '')
  return places
    .split('\n')
    .flatMap((line) => {
      const { caller = '', file, at } = frame.exec(line)?.groups ?? {}
      return file === undefined ? [] : [`${caller} ${inProject(file)}:${at}`.trim()]
    })
    .slice(0, maxFrames)
}

const frame =
  /^ {4}at (?:(?:async |new )*(?<caller>[\w$.<>]+)(?: \[as [\w$.]+\])? \()?(?:async )?(?<file>\S.*?):(?<at>\d+:\d+)\)?$/

/** Cuts off folders above the project, which contain the user's name. */
function inProject(file: string): string {
  if (file.startsWith('node:')) return file
  const path = file.replaceAll('\\', '/')
  const packages = path.lastIndexOf('/node_modules/')
  if (packages >= 0) return path.slice(packages + 1)
  const { folder, rest } =
    /^.*\/(?<folder>main|dist|scripts|test|bench|renderer)\/(?<rest>.*)$/.exec(path)?.groups ?? {}
  return folder === undefined ? path.slice(path.lastIndexOf('/') + 1) : `${folder}/${rest}`
}
