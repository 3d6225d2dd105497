import type { Command } from 'commander'
import type { Session } from './session.ts'

/** The result of a command. `failed` says that some of its inputs failed (exit code 1). */
export interface Outcome {
  /** Printed with --json, as documented in docs/cli.md. */
  readonly value: unknown
  /** Printed otherwise. */
  readonly text: string
  readonly failed?: boolean
}

/** Runs a command with an open session, prints its result and sets the exit code. */
export type Perform = (command: Command, work: (session: Session) => Promise<Outcome>) => Promise<void>

export type Define = (program: Command, perform: Perform) => void
