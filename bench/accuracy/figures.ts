/** The command line, asked as a user would, and what is made of its answers. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Box } from '../../main/contract/entities.ts'

export interface Figure {
  readonly what: string
  readonly measured: string
  readonly bar: string
  readonly met: boolean
}

/** What `rollcall identify --json` says. */
export interface Photos {
  readonly photos: readonly {
    readonly file: string
    readonly faces: readonly {
      readonly box: Box
      readonly decision: { readonly kind: string; readonly person?: { readonly name: string } }
    }[]
  }[]
}

/** Whose names are said for a photo, over all its faces. */
export const namesIn = (photo: Photos['photos'][number]): string[] =>
  photo.faces.flatMap(({ decision }) => decision.person?.name ?? [])

export async function rollcall(...words: string[]): Promise<unknown> {
  const main = join(import.meta.dirname, '../../main/shells/cli/main.ts')
  // Exit code 1 says that some inputs failed; the answer is on standard output all the same.
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...words, '--json'], {
    maxBuffer: 2 ** 28,
  }).catch((error: { stdout: string }) => error)
  return JSON.parse(stdout)
}

export const describe = ({ what, measured, bar, met }: Figure) =>
  `${met ? 'met   ' : 'MISSED'}  ${what.padEnd(66)} ${measured.padEnd(12)} ${bar}\n`

const shown = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(4))

export function atLeast(what: string, value: number, bar: number): Figure {
  return { what, measured: shown(value), bar: `at least ${shown(bar)}`, met: value >= bar }
}

export function atMost(what: string, value: number, bar: number): Figure {
  return { what, measured: shown(value), bar: `at most ${shown(bar)}`, met: value <= bar }
}
