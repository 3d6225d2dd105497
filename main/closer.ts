/** Something that has to be closed. */
export interface Closable {
  close?(): void | Promise<void>
}

/** Closes what was opened, in reverse order. */
export interface Closer {
  add(opened: Closable): void
  /**
   * Closes everything once, one after another; what fails keeps nothing else from being closed.
   * @throws what the only failing close threw, or an AggregateError of several
   */
  close(): Promise<void>
}

/** Keeps what is opened until it is to be closed. */
export function createCloser(): Closer {
  const opened: Closable[] = []
  let closing: Promise<void> | null = null

  async function closeAll(): Promise<void> {
    const errors: unknown[] = []
    for (let next = opened.pop(); next !== undefined; next = opened.pop()) {
      try {
        await next.close?.()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1) throw new AggregateError(errors, 'Several parts could not be closed.')
  }

  return {
    add(part) {
      opened.push(part)
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}
