/** Milliseconds that the processor works for this process from now on: on a busy machine time goes by without any. */
export function startCpuTime(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
}
