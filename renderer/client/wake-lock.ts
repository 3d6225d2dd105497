/**
 * Keeps the display on until the returned function is called. Browsers release the lock when the page is hidden, so it
 * is requested again when the page returns. Without wake locks, the system decides.
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
      // Refused, as when the battery is low; requested again when the page is shown again.
    }
  }

  page.addEventListener('visibilitychange', () => void acquire(), { signal: stop.signal })
  void acquire()
  return () => {
    stop.abort()
    void lock?.release()
  }
}
