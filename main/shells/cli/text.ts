/** Rows under a header, columns padded to the widest cell. Ends with a newline. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n')
}

/** One line for each rejected file, or nothing. */
export function describeRejected(rejected: readonly { file: string; code: string; message: string }[]): string {
  return rejected.map(({ file, code, message }) => `${file}: ${message} [${code}]\n`).join('')
}
