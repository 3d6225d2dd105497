type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that were really given: over a border, a field may be there and be undefined. */
export function defined<T extends object>(change: T): Defined<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>
}
