/** Milliseconds of one task. */
export interface Timing {
  readonly minimum: number
  readonly median: number
}

/**
 * Times tasks by turns in one run, so that whatever else slows the machine down hits all of them alike; each turn runs
 * a task `repeats` times and counts their mean. The first two turns warm up and are not counted.
 */
export async function interleave(
  tasks: readonly (() => Promise<unknown>)[],
  turns: number,
  repeats: number,
): Promise<Timing[]> {
  const times: number[][] = tasks.map(() => [])
  for (let turn = -2; turn < turns; turn++) {
    for (const [index, task] of tasks.entries()) {
      const start = performance.now()
      for (let repeat = 0; repeat < repeats; repeat++) await task()
      if (turn >= 0) times[index]?.push((performance.now() - start) / repeats)
    }
  }
  return times.map((each) => {
    const sorted = each.toSorted((a, b) => a - b)
    return { minimum: sorted[0] ?? Number.NaN, median: sorted[sorted.length >> 1] ?? Number.NaN }
  })
}
