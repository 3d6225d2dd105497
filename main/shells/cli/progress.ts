/** Shows the progress of long work on stderr. */
export interface Progress {
  /** `note` is shown after the count, for example the person being imported. */
  report(label: string, done: number, total: number, note?: string): void
  /** Ends the line that is being rewritten, so that what follows starts a new one. */
  end(): void
}

const redrawMilliseconds = 100
const plainMilliseconds = 5000

/**
 * On a terminal one line is rewritten; elsewhere a plain line comes every five seconds, and with `eager` also the first
 * and the last one.
 */
export function createProgress(stream: NodeJS.WriteStream, eager: boolean): Progress {
  const started = performance.now()
  let last = eager ? Number.NEGATIVE_INFINITY : started
  let drawn = false
  return {
    report(label, done, total, note = '') {
      const now = performance.now()
      const finished = done >= total
      const due = now - last >= (stream.isTTY ? redrawMilliseconds : plainMilliseconds)
      if (!due && !(finished && (stream.isTTY || eager))) return
      last = now
      const line = `${label} ${done}/${total} (${perSecond(done, now - started)}) ${note}`.trimEnd()
      if (stream.isTTY) stream.write(`\r\u001b[2K${line.slice(0, stream.columns - 1)}`)
      else stream.write(`${line}\n`)
      drawn = stream.isTTY
    },
    end() {
      if (drawn) stream.write('\n')
      drawn = false
    },
  }
}

function perSecond(done: number, milliseconds: number): string {
  return `${milliseconds > 0 ? ((done * 1000) / milliseconds).toFixed(1) : '0'} a second`
}
