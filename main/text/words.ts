/** Writes a count with its noun: 1 person, 2 people. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

/** Writes a share 0..1 as a percentage with two decimals. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** Writes a file size in kilobytes, rounded up: 1234 kB. */
export function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`
}

/** Writes a size in megabytes, to the nearest one by default: 1,234 MB. */
export function megabytes(bytes: number, round: (value: number) => number = Math.round): string {
  return `${round(bytes / 2 ** 20).toLocaleString('en')} MB`
}
