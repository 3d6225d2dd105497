/** 1 person, 2 people. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

/** Share 0..1 as a percentage with two decimals. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** 1234 kB: what a file takes, rounded up. */
export function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`
}

/** 1,234 MB: to the nearest one unless `round` is another rounding. */
export function megabytes(bytes: number, round: (value: number) => number = Math.round): string {
  return `${round(bytes / 2 ** 20).toLocaleString('en')} MB`
}
