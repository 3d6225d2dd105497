import { readFile } from 'node:fs/promises'

/** One face recogniser of the comparison, in a process of its own. */
export interface Contestant {
  /** The descriptor of the largest face of a JPEG, null where it sees none. */
  describe(jpeg: Uint8Array): Promise<readonly number[] | null>
}

/** From the parent: a photo to describe. */
export interface Question {
  readonly photo: string
}

/** To the parent: that it is ready, or what came of a photo. */
export type Answer =
  | { readonly kind: 'ready'; readonly startMilliseconds: number }
  | {
      readonly kind: 'described'
      readonly descriptor: readonly number[] | null
      /** From the file's bytes to the descriptor, on the clock and on the processor (all threads together). */
      readonly wall: number
      readonly cpu: number
    }

/** Opens the contestant, says so to the parent process, and answers its questions one by one. */
export async function serve(open: () => Promise<Contestant>): Promise<void> {
  const contestant = await open()
  process.on('message', async ({ photo }: Question) => {
    const jpeg = await readFile(photo)
    const start = performance.now()
    const before = process.cpuUsage()
    const descriptor = await contestant.describe(jpeg)
    const { user, system } = process.cpuUsage(before)
    send({ kind: 'described', descriptor, wall: performance.now() - start, cpu: (user + system) / 1000 })
  })
  // performance.now() counts from the start of the process.
  send({ kind: 'ready', startMilliseconds: performance.now() })
}

function send(answer: Answer): void {
  process.send?.(answer)
}
