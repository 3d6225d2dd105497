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

/** 1 person, 2 people. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

/** Share 0..1 as a percentage with two decimals. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** One line for each rejected file, or nothing. */
export function rejectedLines(rejected: readonly { file: string; code: string; message: string }[]): string {
  return rejected.map(({ file, code, message }) => `${file}: ${message} [${code}]\n`).join('')
}
