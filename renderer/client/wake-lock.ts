/**
 * Keeps the display on until the returned function is called. Browsers let the lock go when the page is hidden, so it
 * is asked for again when the page is back. One that has no lock to give leaves the display to the system.
 */
export function keepAwake(page: Document, wakeLock: WakeLock | undefined): () => void {
  const stop = new AbortController()
  let lock: WakeLockSentinel | null = null

  async function acquire(): Promise<void> {
    if (wakeLock === undefined || page.visibilityState !== 'visible') return
    try {
      const got = await wakeLock.request('screen')
      if (stop.signal.aborted) return got.release()
      lock = got
    } catch {
      // Refused, as on an empty battery: the page asks again when it is shown again.
    }
  }

  page.addEventListener('visibilitychange', () => void acquire(), { signal: stop.signal })
  void acquire()
  return () => {
    stop.abort()
    void lock?.release()
  }
}
