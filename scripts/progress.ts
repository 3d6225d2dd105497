/** Shows the progress of long work. */
export interface Progress {
  /** A whole line. */
  say(text: string): void
  /** Shows the progress of a download; `total` is null when the server does not say. */
  bytes(name: string, done: number, total: number | null): void
}

const megabyte = 1_000_000

/** Writes to stderr: one moving line on a terminal, else a line for every tenth of a download. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let lastStep = ''
  let moving = false
  const endLine = () => {
    if (moving) stream.write('\n')
    moving = false
  }
  return {
    say(text) {
      endLine()
      stream.write(`set-up: ${text}\n`)
    },
    bytes(name, done, total) {
      const percent = total === null || total === 0 ? null : Math.floor((done / total) * 100)
      const amount = percent === null ? '' : ` of ${(total! / megabyte).toFixed(0)} MB (${percent} %)`
      const line = `set-up: ${name}: ${(done / megabyte).toFixed(0)}${amount === '' ? ' MB' : amount}`
      const step = `${name} ${percent === null ? Math.floor(done / megabyte / 10) : Math.floor(percent / 10)}`
      if (stream.isTTY) {
        stream.write(`\r${line}`)
        moving = done !== total
        if (!moving) stream.write('\n')
      } else if (step !== lastStep) {
        stream.write(`${line}\n`)
      }
      lastStep = step
    },
  }
}
